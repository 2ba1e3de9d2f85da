import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

const module = new URL('../../src/cli/process-memory.ts', import.meta.url).href

/** What the nursery holds, in MiB: before the module is loaded, after, and after much was kept for a while. */
const program = `
  import v8 from 'node:v8'
  const capacity = () => {
    const { space_used_size, space_available_size } =
      v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    return Math.round((space_used_size + space_available_size) / 2 ** 20)
  }
  const sizes = [capacity()]
  await import(process.argv[1])
  sizes.push(capacity())
  let kept = []
  for (let count = 0; count < 2_000_000; count++) {
    kept.push({ count, text: [count] })
    if (kept.length > 50_000) kept = []
  }
  sizes.push(capacity())
  console.log(JSON.stringify(sizes))
`

test('the nursery has eight megabytes from the start, and keeps that size', () => {
  for (let round = 0; round < 3; round++) {
    const words = ['--input-type=module', '--eval', program, module]
    assert.deepEqual(JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })), [1, 8, 8])
  }
})
