import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createModuleRun, type ModuleRun } from './module-run.ts'
import { type OpUnderTest, startOp } from './op-under-test.ts'

type Module = readonly [name: string, body: (run: ModuleRun) => Promise<void>]

/** A module of the suite, under its name there. It throws where the suite fails, and warns where it warns. */
export const suiteModule = (name: string, body: Module[1]): Module => [name, body]

/**
 * The conditions that warn where `name` and `email` stand in the ID token too (`idTokenClaims`, the default). The
 * suite wants them from userinfo only, so an app under certification turns that off; what holds else is the same.
 */
const warningsWithIdTokenClaims: Readonly<Record<string, readonly string[]>> = {
  'oidcc-scope-email': ['EnsureIdTokenDoesNotContainEmailForScopeEmail'],
  'oidcc-ensure-other-scope-order-succeeds': ['EnsureIdTokenDoesNotContainEmailForScopeEmail'],
}

/** Runs modules twice: with `idTokenClaims` off, where nothing may warn, and on, where the above does and no more. */
export const runModules = (modules: readonly Module[]): void => {
  for (const idTokenClaims of [false, true]) {
    describe(`with idTokenClaims ${idTokenClaims ? 'on' : 'off'}`, () => {
      let op: OpUnderTest
      before(async () => {
        op = await startOp(idTokenClaims)
      })
      after(() => op.close())

      for (const [name, body] of modules) {
        it(name, async () => {
          const run = createModuleRun(op)
          await body(run)
          const expected = idTokenClaims ? (warningsWithIdTokenClaims[name] ?? []) : []
          assert.deepEqual(run.warnings, expected)
        })
      }
    })
  }
}
