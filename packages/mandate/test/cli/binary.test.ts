import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const binary = join(import.meta.dirname, '../../bin/mandate.js')
const older = "Object.defineProperty(process, 'versions', { value: { node: '20.19.4' } })"
const olderNode = ['--import', `data:text/javascript,${encodeURIComponent(older)}`]

let directory: string
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mandate-binary-'))
})
after(() => rm(directory, { recursive: true, force: true }))

const start = (node: readonly string[], words: readonly string[]) =>
  spawn(process.execPath, [...node, binary, ...words], {
    cwd: directory,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

for (const [name, node] of [
  ['this Node', []],
  ['a Node that is too old', olderNode],
] as const) {
  test(`runs from the sources under ${name}`, async () => {
    const child = start(node, ['--version'])
    const [version] = await once(child.stdout, 'data')
    assert.match(String(version), /^\d+\.\d+\.\d+\n$/)
    const [status] = await once(child, 'close')
    assert.equal(status, 0)
  })

  test(`passes on the exit status under ${name}`, async () => {
    const [status] = await once(start(node, ['apply', 'missing.json']), 'close')
    assert.equal(status, 1)
  })

  test(`ends in order when asked to under ${name}`, async () => {
    const child = start(node, ['serve', '--port', '0', '--issuer', 'http://localhost:4000', '--json'])
    const [line] = await once(child.stdout, 'data')
    const { port } = JSON.parse(String(line)) as { port: number }
    child.kill('SIGTERM')
    const [status] = await once(child, 'close')
    assert.equal(status, 0)
    await assert.rejects(fetch(`http://localhost:${port}/healthz`))
  })
}
