import { createMutex } from './mutex.ts'
import { freshPglite } from './pglite-image.ts'

export interface PgliteQuery {
  text: string
  values?: readonly unknown[] | undefined
  /** Accepted for `pg`'s sake: the single session prepares nothing under a name. */
  name?: string | undefined
  rowMode?: 'array' | undefined
}

export interface PgliteResult<Row> {
  rows: Row[]
  /** Rows read or changed; null for a statement that counts none, such as BEGIN. */
  rowCount: number | null
  command: string
}

export interface PgliteQueryable {
  query<Row = Record<string, unknown>>(
    query: PgliteQuery | string,
    values?: readonly unknown[],
  ): Promise<PgliteResult<Row>>
}

export interface PgliteClient extends PgliteQueryable {
  /** Gives the session to the next in line; with an error or `true` also resets it, as `pg` drops a connection. */
  release(destroy?: Error | boolean): void
}

/** PostgreSQL inside this process, behind the part of `pg.Pool` that the server uses. */
export interface PglitePool extends PgliteQueryable {
  /** Waits in line: there is one session, and whoever connects holds it until `release`. */
  connect(): Promise<PgliteClient>
  /** Waits for the clients that are still out. Ending twice does no harm: the server ends its pool, and so does a test. */
  end(): Promise<void>
}

// As the server configures `pg`: 64-bit integers are epoch seconds and counters, which a JS number holds exactly.
// The keys are the types' object ids in PostgreSQL's catalogue.
const int8 = 20
const bytea = 17
const parsers = {
  [int8]: (text: string) => Number(text),
  [bytea]: (text: string) => Buffer.from(text.slice(2), 'hex'),
}

/** A fresh empty database; `end` frees its memory (some 200 MB). Errors carry PostgreSQL's `code`. */
export const createPglitePool = async (): Promise<PglitePool> => {
  const pglite = await freshPglite()
  const session = createMutex()
  let ended: Promise<void> | undefined

  // Without values `pg` speaks the simple protocol, which takes several statements; the last one's result counts.
  const run = async <Row>(query: PgliteQuery | string, values?: readonly unknown[]) => {
    const { text, rowMode, ...rest } = typeof query === 'string' ? { text: query } : query
    const given = values ?? ('values' in rest ? rest.values : undefined)
    const options = { parsers, ...(rowMode === undefined ? {} : { rowMode }) }
    const result =
      given === undefined
        ? (await pglite.exec(text, options)).at(-1)
        : await pglite.query(text, given.map(withoutUndefined), options)
    const found: PgliteResult<Row> = {
      rows: (result?.rows ?? []) as Row[],
      rowCount: result?.rowCount ?? null,
      command: result?.command ?? '',
    }
    return found
  }

  return {
    connect: async () => {
      const unlock = await session.lock()
      let released = false
      return {
        query: async (query, values) => {
          if (released) throw new Error('This client was released')
          return run(query, values)
        },
        release: (destroy) => {
          if (released) throw new Error('This client was released already')
          released = true
          if (destroy === undefined || destroy === false) unlock()
          else
            void pglite
              .exec('rollback')
              .then(() => pglite.exec('discard all'))
              .finally(unlock)
        },
      }
    },
    query: async (query, values) => {
      const unlock = await session.lock()
      try {
        return await run(query, values)
      } finally {
        unlock()
      }
    },
    end: async () => {
      ended ??= session.lock().then(() => pglite.close())
      await ended
    },
  }
}

const withoutUndefined = (value: unknown): unknown => value ?? null
