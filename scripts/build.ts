import { spawnSync } from 'node:child_process'
import { cpSync, globSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Builds the published packages into their `dist`: the compiler's output, and the assets that it leaves out. */

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')

for (const folder of ['packages/mandate', 'packages/guard']) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  const { status } = spawnSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
  for (const asset of globSync('**/assets/**/*.*', { cwd: join(folder, 'src') })) {
    if (!asset.endsWith('.ts')) cpSync(join(folder, 'src', asset), join(folder, 'dist', asset))
  }
}
