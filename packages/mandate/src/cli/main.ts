#!/usr/bin/env node
// An old Node must be able to read this file and what it imports, to say that it is too old.
import v8 from 'node:v8'
import { nodeProblem } from './node-version.ts'

// What a request allocates dies with it: a small nursery is as fast here, and the process stays small under load.
v8.setFlagsFromString('--semi-space-growth-factor=1')

const problem = nodeProblem(process.versions.node)

if (problem === undefined) {
  import('./run.ts').then(({ run }) => run(process.argv.slice(2)))
} else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
