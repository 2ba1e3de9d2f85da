/** What holds of installations at every moment, judged from the rows and by the lookups that guard each use. */
import assert from 'node:assert/strict'
import { findAuthority } from '../../../src/platform/authority/find-authority.ts'
import { scopeRules, withImplied } from '../../../src/platform/installations/scope-rules.ts'
import { accessTokenScopes } from '../../../src/protocol/authority.ts'
import { storedScope } from '../../../src/protocol/scopes.ts'
import type { Machine } from './machine.ts'
import { catalogue } from './operations.ts'
import type { Prepared } from './prepare.ts'
import { type Rows, readRows } from './rows.ts'
import type { IssuedToken } from './tokens.ts'

const rules = scopeRules(catalogue)

/** Remembers which installations were over, to see that none comes back; and counts tokens that were found to live. */
export const createInvariants = (prepared: Prepared, machine: Machine) => {
  const { database, clock, authority: authorityPorts, accessTokens } = prepared
  const removedAt = new Map<string, number>()
  let livingTokens = 0

  type Row = Rows['installations'][number]

  const isActive = (row: Row): boolean =>
    row.activated_at !== null &&
    row.suspended_at === null &&
    row.removed_at === null &&
    (row.expires_at === null || row.expires_at > clock.now())

  const ceilingOf = (rows: Rows, row: Row): readonly string[] | undefined => {
    const ceiling = rows.organizations.find(({ id }) => id === row.organization_id)?.scope_ceiling
    return ceiling === null || ceiling === undefined ? undefined : storedScope(ceiling)
  }

  const checkGranted = (rows: Rows, row: Row): void => {
    const granted = storedScope(row.granted_scope)
    const settings = rows.clients.find((client) => client.app_id === row.app_id)?.settings ?? '{}'
    const declared = withImplied((JSON.parse(settings) as { scopes: string[] }).scopes, rules)
    const ceiling = ceilingOf(rows, row)
    const modes = JSON.parse(row.actor_modes) as string[]
    const appModes = rows.apps.find(({ id }) => id === row.app_id)?.actor_modes ?? '[]'
    assert.equal(new Set(granted).size, granted.length, 'no scope is granted twice')
    for (const mode of modes)
      assert.ok((JSON.parse(appModes) as string[]).includes(mode), `${mode} is a mode of the app`)
    for (const scope of granted) {
      assert.ok(declared.includes(scope), `${scope} is granted and declared`)
      assert.ok(ceiling === undefined || ceiling.includes(scope), `${scope} is granted below the ceiling`)
      for (const implied of rules.get(scope)?.closure ?? [])
        assert.ok(granted.includes(implied), `${implied} is granted with ${scope}`)
      const open = rules.get(scope)?.actorModes
      assert.ok(
        row.activated_at === null || open === undefined || open.some((mode) => modes.includes(mode)),
        `${scope} is open to an actor mode`,
      )
    }
  }

  const checkRow = (rows: Rows, row: Row): void => {
    const of = <Item extends { installation_id: string | null }>(items: readonly Item[]) =>
      items.filter((item) => item.installation_id === row.id)
    const liveFamilies = of(rows.families).filter(({ revoked_at }) => revoked_at === null)
    const app = machine.apps.find(({ id }) => id === row.app_id)
    const overSince = removedAt.get(row.id)
    if (overSince !== undefined) assert.equal(row.removed_at, overSince, 'what was removed stays removed')
    if (row.removed_at !== null) {
      removedAt.set(row.id, row.removed_at)
      assert.deepEqual(
        [liveFamilies, of(rows.codes), of(rows.requests), of(rows.consents)],
        [[], [], [], []],
        'nothing hangs on what was removed',
      )
      return
    }
    checkGranted(rows, row)
    if (row.activated_at === null) {
      assert.deepEqual(
        [row.granted_scope, of(rows.families), of(rows.codes), of(rows.consents)],
        ['', [], [], []],
        'what is pending holds nothing',
      )
      assert.ok(of(rows.requests).length > 0, 'somebody waits for what is pending')
    }
    if (row.suspended_at !== null) assert.deepEqual(of(rows.codes), [], 'no code waits for what is suspended')
    if (app?.isExclusive) {
      assert.ok(liveFamilies.length <= 1, 'one authorization lives')
      assert.ok(liveFamilies.every(({ is_exclusive }) => is_exclusive === 1))
    }
    const ruling = rows.rulings.find(
      (one) => one.organization_id === row.organization_id && one.app_id === row.app_id,
    )
    assert.notEqual(ruling?.rule, 'blocked', 'what is blocked is not there')
    const isMember = (userId: string) =>
      rows.members.some((one) => one.user_id === userId && one.organization_id === row.organization_id)
    for (const family of liveFamilies)
      assert.ok(family.bot_id !== null || isMember(family.user_id), 'who left left no family behind')
  }

  const checkToken = async (rows: Rows, token: IssuedToken): Promise<void> => {
    const row = rows.installations.find(({ id }) => id === token.installationId)
    const app = machine.apps.find(({ id }) => id === row?.app_id)
    assert.ok(row && app)
    const mode = token.subjectId === app.botId ? 'app' : 'self'
    const member = rows.members.find(
      (one) => one.user_id === token.subjectId && one.organization_id === row.organization_id,
    )
    const family = rows.families.find(({ id }) => id === token.familyId)
    const found = await accessTokens.findAccessToken(token.hash)
    const authority = await findAuthority(token.installationId, token.subjectId, authorityPorts)
    const isLive =
      found !== undefined &&
      found.endedAt === undefined &&
      found.expiresAt > clock.now() &&
      authority !== undefined
    const mayLive =
      isActive(row) &&
      (JSON.parse(row.actor_modes) as string[]).includes(mode) &&
      (mode === 'app' || member !== undefined) &&
      (token.familyId === undefined || family?.revoked_at === null) &&
      rows.apps.find(({ id }) => id === row.app_id)?.suspended_at === null
    // Of tokens that have outlived themselves it is enough that they are dead.
    const isYoung = found !== undefined && found.expiresAt > clock.now()
    assert.equal(isLive, mayLive && isYoung, `a token of ${token.subjectId} lives as long as it may`)
    if (!isLive) return
    livingTokens++
    const granted = storedScope(row.granted_scope)
    const ceiling = ceilingOf(rows, row)
    for (const scope of accessTokenScopes(authority, token.scopes)) {
      assert.ok(token.scopes.includes(scope) && granted.includes(scope), `${scope} is effective and granted`)
      assert.ok(ceiling === undefined || ceiling.includes(scope), `${scope} is effective below the ceiling`)
      const { actorModes, roles } = rules.get(scope) ?? {}
      assert.ok(actorModes === undefined || actorModes.includes(mode), `${scope} is open to ${mode}`)
      assert.ok(
        mode === 'app' || roles === undefined || (member && roles.includes(member.role)),
        `${scope} is open to the role`,
      )
    }
  }

  return {
    async check(): Promise<void> {
      const rows = await readRows(database, machine, clock.now())
      const live = rows.installations.filter(({ removed_at }) => removed_at === null)
      const places = live.map((row) => `${row.app_id} in ${row.organization_id}`)
      assert.equal(new Set(places).size, places.length, 'an app is once in an organization')
      for (const row of rows.installations) checkRow(rows, row)
      for (const token of machine.tokens) await checkToken(rows, token)
    },
    livingTokens: () => livingTokens,
  }
}
