import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The names that are looked for in the working directory, in this order. */
const usualNames = ['mandate.config.ts', 'mandate.config.mts', 'mandate.config.js', 'mandate.config.mjs']

export interface ConfigFile {
  /** As people call it: relative to the working directory. */
  readonly name: string
  readonly content: unknown
}

/** `define-config.ts`, or what it was built to. */
const definition = import.meta.url.replace('config-file', 'define-config')

/**
 * Lets a config file import `defineConfig` from `mandate` where the package is not installed beside it, as with
 * `npx mandate`.
 */
const withDefineConfig = async <T>(work: () => Promise<T>): Promise<T> => {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        if (specifier === 'mandate') return { url: definition, shortCircuit: true }
        throw error
      }
    },
  })
  try {
    return await work()
  } finally {
    hooks.deregister()
  }
}

/**
 * Loads `mandate.config.ts`, or the file that is named. Undefined if there is none and none is named.
 * Otherwise one sentence that says why it cannot be: a named file is missing, or the file cannot be run.
 */
export const loadConfigFile = async (
  directory: string,
  named: string | undefined,
): Promise<{ file: ConfigFile | undefined } | { problem: string }> => {
  const found = named ?? usualNames.find((name) => existsSync(resolve(directory, name)))
  if (found === undefined) return { file: undefined }
  const path = resolve(directory, found)
  const name = relative(directory, path) || path
  if (!existsSync(path)) return { problem: `--config names ${found}, which does not exist` }
  let loaded: { default?: unknown }
  try {
    loaded = await withDefineConfig(() => import(pathToFileURL(path).href))
  } catch (error) {
    const [first = ''] = String((error as Error).message).split('\n')
    return { problem: `${name} cannot be loaded: ${first}` }
  }
  if (!('default' in loaded))
    return { problem: `${name} has no default export: export default defineConfig({ … })` }
  return { file: { name, content: loaded.default } }
}
