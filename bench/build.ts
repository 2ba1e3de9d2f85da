import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')

/** Builds the server as it is published. Throws with the compiler's output. */
export async function buildServer(): Promise<void> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', join(root, 'packages/mandate')]).catch(
    (error: { stdout?: string }) => {
      throw new Error(`packages/mandate does not build:\n${error.stdout ?? error}`)
    },
  )
}
