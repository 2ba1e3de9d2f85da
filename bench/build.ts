import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Builds the packages of a checkout as they are published. Throws with the compiler's output. */
export async function buildServer(root = join(import.meta.dirname, '..')): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root }).catch(
    (error: { stdout?: string }) => {
      throw new Error(`the packages do not build:\n${error.stdout ?? error}`)
    },
  )
}
