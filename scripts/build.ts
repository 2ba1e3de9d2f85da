import { execFileSync } from 'node:child_process'
import { cpSync, globSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Builds the published packages into their `dist`: the compiler's output, and the assets that it leaves out. */

const compiler = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc')

for (const folder of ['packages/mandate', 'packages/guard']) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  execFileSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' })
  for (const asset of globSync('**/assets/**/*.*', { cwd: join(folder, 'src') })) {
    if (!asset.endsWith('.ts')) cpSync(join(folder, 'src', asset), join(folder, 'dist', asset))
  }
}
