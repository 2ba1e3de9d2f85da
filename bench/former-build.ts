import { execFile } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildServer } from './build.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/**
 * Builds the server as it was at a revision, with the dependencies that are installed now. Answers the path of its command
 * line. Throws when there is no such revision, or it does not build.
 */
export async function buildFormerServer(revision: string, directory: string): Promise<string> {
  const former = join(directory, 'former')
  await mkdir(former, { recursive: true })
  const archive = join(directory, 'former.tar')
  await run('git', ['archive', '--output', archive, revision], { cwd: root }).catch(() => {
    throw new Error(`--against: git knows no revision ${revision}`)
  })
  await run('tar', ['-xf', archive, '-C', former])
  await symlink(join(root, 'node_modules'), join(former, 'node_modules'))
  await buildServer(former)
  return join(former, 'packages/mandate/dist/cli/main.js')
}
