import { parse } from '@babel/parser'
import {
  isBinding,
  isIdentifier,
  isImportDeclaration,
  isReferenced,
  isStringLiteral,
  type Node,
  VISITOR_KEYS,
} from '@babel/types'

export interface Import {
  /** The module as it is written: `./clock.ts`, `node:crypto`. */
  from: string
  /** Whether only types come through it. */
  typeOnly: boolean
}

/** What the rules want to know of a source file. */
export interface SourceFile {
  /** Relative to the package's `src`, with forward slashes. */
  path: string
  lines: number
  /** Static, dynamic and type imports, re-exports, and `new URL('./file.ts', import.meta.url)`. */
  imports: readonly Import[]
  /**
   * Globals and members of modules that its code uses: `Date.now`, `new Date()`, `process.env`, `fetch`,
   * `node:crypto#randomBytes`. A name that the file declares itself is not a global.
   */
  uses: ReadonlySet<string>
  exportsDefault: boolean
}

/** Reads TypeScript text with a parser, so that comments and strings cannot mislead it. */
export const readSource = (path: string, text: string): SourceFile => {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] })
  const imports: Import[] = []
  const references: { name: string; node: Node }[] = []
  const declared = new Set<string>()
  const imported = new Map<string, string>()
  const uses = new Set<string>()
  let exportsDefault = false

  const visit = (node: Node, ancestors: readonly Node[], inType: boolean): void => {
    const parent = ancestors.at(-1)
    const found = importOf(node)
    if (found !== undefined) imports.push(found)
    if (node.type === 'ExportDefaultDeclaration') exportsDefault = true
    if (node.type === 'ExportSpecifier' && nameOf(node.exported) === 'default') exportsDefault = true
    if (isImportDeclaration(node)) {
      for (const [local, name] of importedNames(node)) {
        imported.set(local, name)
        if (!name.endsWith('#*') && !name.endsWith('#default')) uses.add(name)
      }
      return
    }
    if (parent !== undefined && !inType) {
      const dotted = dottedName(node)
      // The longest chain counts: `process.env.PORT`, not also the `process` in it.
      const partOfChain =
        parent.type === 'MemberExpression' && parent.object === node && dottedName(parent) !== undefined
      const referenced = !isIdentifier(node) || isReferenced(node, parent, ancestors.at(-2))
      if (dotted !== undefined && !partOfChain && referenced) references.push({ name: dotted, node: parent })
      if (isIdentifier(node) && isBinding(node, parent, ancestors.at(-2))) declared.add(node.name)
      for (const name of destructured(node)) references.push({ name, node })
    }
    for (const child of childrenOf(node))
      visit(child, [...ancestors, node], inType || isTypeNode(node, child))
  }
  visit(program, [], false)

  for (const { name, node } of references) {
    const [root = '', ...members] = name.replace(/^globalThis\./, '').split('.')
    const module = imported.get(root)
    if (module !== undefined) {
      if (members[0] !== undefined) uses.add(module.replace(/#(\*|default)$/, `#${members[0]}`))
    } else if (!declared.has(root)) {
      for (const use of usesOfGlobal([root, ...members], node)) uses.add(use)
    }
  }
  return { path, lines: text.trimEnd().split('\n').length, imports, uses, exportsDefault }
}

const usesOfGlobal = (chain: readonly string[], parent: Node): string[] => {
  const [root = ''] = chain
  const called =
    (parent.type === 'NewExpression' || parent.type === 'CallExpression') && parent.arguments.length === 0
  if (root === 'Date' && chain.length === 1 && called) return ['new Date()']
  return [root, chain.slice(0, 2).join('.')]
}

/** `a.b['c']` as `a.b.c`. */
const dottedName = (node: Node): string | undefined => {
  if (isIdentifier(node)) return node.name
  if (node.type !== 'MemberExpression') return undefined
  const object = dottedName(node.object)
  const member = node.computed
    ? isStringLiteral(node.property) && node.property.value
    : isIdentifier(node.property) && node.property.name
  return object === undefined || member === false ? undefined : `${object}.${member}`
}

/** `const { env } = process` as `process.env`. */
const destructured = (node: Node): string[] => {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern' || !node.init) return []
  const object = dottedName(node.init)
  if (object === undefined) return []
  return node.id.properties.flatMap((property) =>
    property.type === 'ObjectProperty' && isIdentifier(property.key)
      ? [`${object}.${property.key.name}`]
      : [],
  )
}

const importOf = (node: Node): Import | undefined => {
  switch (node.type) {
    case 'ImportDeclaration': {
      const everyNameIsType =
        node.specifiers.length > 0 &&
        node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
      return { from: node.source.value, typeOnly: node.importKind === 'type' || everyNameIsType }
    }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? { from: node.source.value, typeOnly: node.exportKind === 'type' } : undefined
    case 'TSImportType':
      return { from: node.argument.value, typeOnly: true }
    case 'CallExpression':
      return node.callee.type === 'Import' && isStringLiteral(node.arguments[0])
        ? { from: node.arguments[0].value, typeOnly: false }
        : undefined
    case 'NewExpression':
      return isIdentifier(node.callee, { name: 'URL' }) &&
        isStringLiteral(node.arguments[0]) &&
        node.arguments[0].value.endsWith('.ts') &&
        node.arguments[1]?.type === 'MemberExpression' &&
        node.arguments[1].object.type === 'MetaProperty'
        ? { from: node.arguments[0].value, typeOnly: false }
        : undefined
    default:
      return undefined
  }
}

const importedNames = (node: Node & { type: 'ImportDeclaration' }): [string, string][] =>
  node.importKind === 'type'
    ? []
    : node.specifiers.flatMap((one): [string, string][] => {
        const module = node.source.value
        if (one.type === 'ImportNamespaceSpecifier') return [[one.local.name, `${module}#*`]]
        if (one.type === 'ImportDefaultSpecifier') return [[one.local.name, `${module}#default`]]
        return one.importKind === 'type' ? [] : [[one.local.name, `${module}#${nameOf(one.imported)}`]]
      })

const nameOf = (node: Node): string =>
  isIdentifier(node) ? node.name : isStringLiteral(node) ? node.value : ''

const childrenOf = (node: Node): Node[] =>
  (VISITOR_KEYS[node.type] ?? []).flatMap((key) => {
    const child: unknown = Reflect.get(node, key)
    return [child].flat().filter((one): one is Node => typeof one === 'object' && one !== null)
  })

/** Types are no code, except the expression inside `x as T`, `x satisfies T`, `x!` and the like. */
const isTypeNode = (node: Node, child: Node): boolean =>
  (node.type.startsWith('TS') && Reflect.get(node, 'expression') !== child) ||
  child.type === 'TSTypeAnnotation'
