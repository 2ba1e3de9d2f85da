import { posix } from 'node:path'
import type { SourceFile } from './source-file.ts'

/** Something that exactly one file may do; the others call that file. */
export interface OneFileOnly {
  /** What it is, in words. */
  what: string
  /** The file, relative to `src`; 'nobody' where nothing may. */
  file: string
  /** Packages and built-in modules. */
  modules?: readonly RegExp[]
  /** Globals and members of modules, as `SourceFile.uses` writes them. */
  uses?: readonly string[]
}

/** Who may import whom: a folder (or file), and the folders that it may import besides itself. */
export type Direction = Readonly<Record<string, readonly string[] | 'everything'>>

/** Each check answers with sentences, one for each violation; none if all is well. */
export type Check = (files: readonly SourceFile[]) => string[]

export const checkDirection =
  (direction: Direction): Check =>
  (files) =>
    files.flatMap((file) => {
      const own = placeOf(file.path, direction)
      if (own === undefined) return [`${file.path} is in no folder of the table of import directions`]
      const allowed = direction[own] ?? []
      if (allowed === 'everything') return []
      return localImports(file).flatMap(({ path }) => {
        const target = placeOf(path, direction)
        return target === own || (target !== undefined && allowed.includes(target))
          ? []
          : [`${file.path} imports ${path}, but ${own} may import ${['itself', ...allowed].join(', ')}`]
      })
    })

/** From the files under `from`, only types may come out of `to`, apart from the files in `except`. */
export const checkTypesOnly =
  (rule: { from: string; to: string; except: readonly string[] }): Check =>
  (files) =>
    files
      .filter(({ path }) => path.startsWith(`${rule.from}/`))
      .flatMap((file) =>
        localImports(file)
          .filter(
            ({ path, typeOnly }) =>
              path.startsWith(`${rule.to}/`) && !typeOnly && !rule.except.includes(path),
          )
          .map(({ path }) => `${file.path} imports more than types from ${path}`),
      )

/** Modules by their names, and globals and members of modules as `SourceFile.uses` writes them. */
export interface Forbidden {
  modules: readonly RegExp[]
  uses?: readonly string[]
}

/** No file under `folder` (the whole of `src` when empty) may import these modules or use these names. */
export const checkForbidden =
  (folder: string, { modules, uses = [] }: Forbidden): Check =>
  (files) =>
    files
      .filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
      .flatMap((file) =>
        [
          ...file.imports
            .map(({ from }) => from)
            .filter((from) => modules.some((module) => module.test(from))),
          ...uses.filter((use) => file.uses.has(use)),
        ].map((found) => `${file.path} imports or uses ${found}, which nothing in ${folder || 'src'} may`),
      )

export const checkOneFileOnly =
  ({ what, file, modules = [], uses = [] }: OneFileOnly): Check =>
  (files) => {
    const doing = files.filter(
      (one) =>
        one.imports.some(({ from, typeOnly }) => !typeOnly && modules.some((module) => module.test(from))) ||
        uses.some((use) => one.uses.has(use)),
    )
    const others = doing
      .filter(({ path }) => path !== file)
      .map(({ path }) => `${path}: ${what} is for ${file}`)
    const idle = file !== 'nobody' && doing.every(({ path }) => path !== file)
    return idle ? [...others, `${file} is said to be the file for ${what}, but is not`] : others
  }

export const checkLength =
  (limit: number): Check =>
  (files) =>
    files
      .filter(({ lines }) => lines > limit)
      .map(({ path, lines }) => `${path} has ${lines} lines; ${limit} are allowed`)

export const checkNoDefaultExports: Check = (files) =>
  files.filter(({ exportsDefault }) => exportsDefault).map(({ path }) => `${path} has a default export`)

export const checkNames: Check = (files) =>
  files.flatMap(({ path }) => {
    const drawer = path.split('/').some((part) => /^(utils?|helpers?)(\.|$)/.test(part))
    const kebab = path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.ts)?$/.test(part))
    return [
      ...(drawer ? [`${path} is a drawer for things without a place`] : []),
      ...(kebab ? [] : [`${path} is not written in kebab-case`]),
    ]
  })

/** Every file must be reachable by imports from the package's entry points. */
export const checkDeadFiles =
  (entryPoints: readonly string[]): Check =>
  (files) => {
    const known = new Map(files.map((file) => [file.path, file]))
    const reached = new Set<string>()
    const follow = (path: string): void => {
      const file = known.get(path)
      if (file === undefined || reached.has(path)) return
      reached.add(path)
      for (const target of localImports(file)) follow(target.path)
    }
    for (const entry of entryPoints) follow(entry)
    return files
      .filter(({ path }) => !reached.has(path))
      .map(({ path }) => `${path} is imported by no other file`)
  }

/** Every relative import must lead to a file of the same `src`. */
export const checkNoEscape: Check = (files) =>
  files.flatMap((file) =>
    localImports(file)
      .filter(({ path }) => path.startsWith('..'))
      .map(({ path }) => `${file.path} imports ${path}, outside of src`),
  )

const localImports = (file: SourceFile) =>
  file.imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from, typeOnly }) => ({ path: posix.join(posix.dirname(file.path), from), typeOnly }))

/** The longest entry of the table that holds the path. */
const placeOf = (path: string, direction: Direction): string | undefined =>
  Object.keys(direction)
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .sort((left, right) => right.length - left.length)[0]
