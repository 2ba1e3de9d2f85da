import type { Scope } from './scope-schema.ts'

/** The scopes that a new app gets which names none. */
export const defaultScopesOf = (catalogue: readonly Pick<Scope, 'name' | 'default'>[]): readonly string[] =>
  catalogue.filter((scope) => scope.default === true).map(({ name }) => name)
