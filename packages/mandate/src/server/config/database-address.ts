/** Where the data lies. */
export type DatabaseAddress =
  | { readonly dialect: 'sqlite'; readonly path: string }
  | { readonly dialect: 'postgres'; readonly url: string }

/** Why a text names no database; undefined if it does. Never repeats the text, which may hold a password. */
export const databaseProblem = (text: string): string | undefined => {
  if (text.startsWith('sqlite:'))
    return text.length > 7 ? undefined : 'must name a file: sqlite:./data/mandate.db'
  const isPostgres = /^postgres(ql)?:\/\//.test(text)
  if (!isPostgres || !URL.canParse(text))
    return 'must be sqlite:FILE, sqlite::memory: or postgres://USER:PASSWORD@HOST/NAME'
  return undefined
}

/** Reads `sqlite:./data/mandate.db`, `sqlite::memory:`, `postgres://…`. */
export const parseDatabase = (text: string): DatabaseAddress =>
  text.startsWith('sqlite:') ? { dialect: 'sqlite', path: text.slice(7) } : { dialect: 'postgres', url: text }

/** The address without its password, for people. */
export const describeDatabase = (address: DatabaseAddress): string => {
  if (address.dialect === 'sqlite')
    return `SQLite in ${address.path === ':memory:' ? 'memory' : address.path}`
  const url = new URL(address.url)
  return `PostgreSQL at ${url.host}${url.pathname}`
}
