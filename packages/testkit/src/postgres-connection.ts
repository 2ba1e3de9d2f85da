import type { Client, ClientConfig } from 'pg'

/** A single connection, which the caller ends. `pg` is loaded on first use: most test files need no PostgreSQL. */
export const connectPostgres = async (config: ClientConfig): Promise<Client> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client(config)
  await client.connect()
  return client
}
