#!/usr/bin/env node
// An old Node must be able to read this file and what it imports, to say that it is too old.
import { nodeProblem } from './node-version.ts'

const problem = nodeProblem(process.versions.node)

if (problem === undefined) {
  import('./process-memory.ts').then(() => import('./run.ts')).then(({ run }) => run(process.argv.slice(2)))
} else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
