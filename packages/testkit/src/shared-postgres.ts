import { startPostgres } from './postgres.ts'

let own: Promise<string> | undefined

/**
 * The cluster of this test run. The script that runs the tests names it in `TEST_POSTGRES_URL`; a test file that was
 * started by hand gets a cluster of its own, which ends with the process.
 */
export const sharedPostgresUrl = async (): Promise<string> => {
  const given = process.env.TEST_POSTGRES_URL
  if (given !== undefined) return given
  own ??= startPostgres().then((cluster) => cluster.url)
  return own
}
