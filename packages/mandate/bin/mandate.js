#!/usr/bin/env node
// A package has only what was built. A clone has the sources, which run unbuilt on the Node that `npm ci` brought.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = new URL('../src/cli/main.ts', import.meta.url)

const runWithTheNodeBrought = () => {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node')
  const words = [fileURLToPath(sources), ...process.argv.slice(2)]
  const child = spawn(node, words, { stdio: 'inherit' })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // A terminal sends its interrupt to both.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  child.on('exit', (status) => {
    process.exitCode = status ?? 1
  })
}

if (!existsSync(sources)) import('../dist/cli/main.js')
else if (Number.parseInt(process.versions.node, 10) >= 24) import(sources.href)
else runWithTheNodeBrought()
