/** A name that turns the direction of the text around it makes a consent page say what it does not (UTR 36, 2.5). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixture } from 'mandate-testkit'
import { parseState, StateError } from '../../src/platform/state/check-state.ts'

const misleading = [
  'Acme \u202egnp.exe',
  'Acme\u2066',
  'Acme\u0000',
  'Acme\u001b[31m',
  'Acme\u2028Bank',
  'A\nB\u202d',
]
const harmless = ['Acme & Söhne', 'أكمي', '日本 アプリ', '👩‍🚀 Mission', "L'app"]

const isTaken = (entry: object): boolean => {
  try {
    parseState(entry)
    return true
  } catch (error) {
    if (error instanceof StateError) return false
    throw error
  }
}

const withApp = (app: object): object => ({ apps: [{ ...fixture.world.apps[0], ...app }] })

test('no app has a name or a description that misleads', () => {
  for (const text of misleading) {
    assert.ok(!isTaken(withApp({ name: text })), JSON.stringify(text))
    assert.ok(!isTaken(withApp({ description: text })), JSON.stringify(text))
  }
  for (const text of harmless) assert.ok(isTaken(withApp({ name: text, description: text })), text)
  assert.ok(isTaken(withApp({ description: 'One line.\r\nAnd\tanother.' })))
})

test('no scope and no organization does either', () => {
  for (const text of misleading) {
    assert.ok(!isTaken({ scopes: [{ name: 'a', description: text }] }), JSON.stringify(text))
    assert.ok(!isTaken({ organizations: [{ slug: 'a', name: text }] }), JSON.stringify(text))
  }
})
