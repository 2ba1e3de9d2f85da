/** Carries out operations by the verbs of the platform, on two organizations and two apps of its own. */
import { manifestOf } from '../../../src/platform/apps/manifest-of.ts'
import { reinstateApp, suspendApp } from '../../../src/platform/apps/set-app-status.ts'
import { updateApp } from '../../../src/platform/apps/update-app.ts'
import { revokeMemberConsents } from '../../../src/platform/consents/member-consents.ts'
import { approveRequest, denyRequest } from '../../../src/platform/installations/decide-approval.ts'
import { expireInstallations } from '../../../src/platform/installations/expire-installations.ts'
import { install } from '../../../src/platform/installations/install.ts'
import { narrowInstallation } from '../../../src/platform/installations/narrow-installation.ts'
import { removeInstallation } from '../../../src/platform/installations/remove-installation.ts'
import { requestApproval } from '../../../src/platform/installations/request-approval.ts'
import {
  reinstateInstallation,
  suspendInstallation,
} from '../../../src/platform/installations/suspend-installation.ts'
import { withdrawRequest } from '../../../src/platform/installations/withdraw-request.ts'
import { addMember } from '../../../src/platform/organizations/add-member.ts'
import { changeMemberRole } from '../../../src/platform/organizations/change-member-role.ts'
import { changePolicy } from '../../../src/platform/organizations/change-policy.ts'
import { removeMember } from '../../../src/platform/organizations/remove-member.ts'
import type { Role } from '../../../src/platform/organizations/role.ts'
import { setAppRule } from '../../../src/platform/organizations/set-app-rule.ts'
import { operator, user } from '../installations.ts'
import { origin } from '../people.ts'
import type { Operation } from './operations.ts'
import { addApp, type MachineApp, type Prepared } from './prepare.ts'
import { createTokens, type IssuedToken, type Place } from './tokens.ts'

export interface Machine {
  readonly organizations: readonly string[]
  readonly apps: readonly MachineApp[]
  readonly tokens: readonly IssuedToken[]
  /** How often each operation came to what, to see that histories reach everywhere. */
  readonly outcomes: ReadonlyMap<string, number>
  run(operation: Operation): Promise<void>
}

let machines = 0

const fromEnd = <Item>(items: readonly Item[], back: number): Item | undefined =>
  items[items.length - 1 - (back % Math.max(1, items.length))]

export const createMachine = async (prepared: Prepared): Promise<Machine> => {
  const { clock, world, ports } = prepared
  machines++
  const name = (what: string) => `${what}_${machines}`
  const [boss, ada, bob, eve] = ['boss', 'ada', 'bob', 'eve'].map((one) => name(`usr_${one}`)) as [
    string,
    string,
    string,
    string,
  ]
  const users = [ada, bob, eve]
  // Without a confirmed address they get no mail.
  for (const id of [boss, ...users]) await world.user(id, { verified: false })
  const organizations = ['north', 'south'].map((one) => name(`org_${one}`))
  for (const id of organizations)
    await world.organization(id, {
      members: { [boss]: 'owner', [ada]: 'admin', [bob]: 'member', [eve]: 'member' },
    })
  const apps = [
    await addApp(prepared, name('many'), false),
    await addApp(prepared, name('one'), true),
  ] as const

  const places: Place[] = []
  const requests: { id: string; userId: string }[] = []
  const tokens = createTokens(prepared)
  const outcomes = new Map<string, number>()
  const know = (id: string, app: MachineApp, organizationId: string): void => {
    if (!places.some((known) => known.id === id)) places.push({ id, app, organizationId })
  }

  const setRole = async (organizationId: string, userId: string, role: Role) => {
    const member = await ports.members.find(organizationId, userId)
    const input = { organizationId, userId, role, actor: operator, origin }
    if (!member) return (await addMember(input, ports)).outcome
    return (await changeMemberRole({ ...input, from: member.role }, ports)).outcome
  }

  const leave = async (organizationId: string, userId: string) => {
    const member = await ports.members.find(organizationId, userId)
    if (!member) return 'no member'
    const input = { organizationId, userId, from: member.role, actor: user(userId), origin }
    return (await removeMember(input, ports)).outcome
  }

  const perform = async (operation: Operation): Promise<unknown> => {
    const organizationId = 'organization' in operation ? (organizations[operation.organization] ?? '') : ''
    const app = ('app' in operation ? apps[operation.app] : undefined) ?? apps[0]
    const appId = app.id
    const userId = 'user' in operation && operation.user !== undefined ? users[operation.user] : undefined
    const actor = userId === undefined ? operator : user(userId)
    const by = { actor, origin }
    const installation = 'installation' in operation ? fromEnd(places, operation.installation) : undefined
    const request = 'request' in operation ? fromEnd(requests, operation.request) : undefined
    switch (operation.do) {
      case 'together': {
        await Promise.all(operation.operations.map(runOne))
        return 'done'
      }
      case 'wait':
        return clock.advance(operation.seconds)
      case 'expire':
        return expireInstallations(undefined, ports)
      case 'declare': {
        const { scopes, actorModes } = operation
        const found = await ports.apps.findApp(appId)
        if (!found) return 'nothing there'
        const manifest = { ...manifestOf(found), scopes, actorModes }
        return (await updateApp({ app: found, manifest, ...by }, ports)).outcome
      }
      case 'suspend app':
      case 'reinstate app': {
        const found = await ports.apps.findApp(appId)
        if (!found) return 'nothing there'
        const set = operation.do === 'suspend app' ? suspendApp : reinstateApp
        return set({ app: found, ...by }, ports)
      }
      case 'set ceiling': {
        const set = { scopeCeiling: operation.scopes }
        return (await changePolicy({ organizationId, set, ...by }, ports)).outcome
      }
      case 'set policy': {
        const set = { install: operation.install }
        return (await changePolicy({ organizationId, set, ...by }, ports)).outcome
      }
      case 'set rule':
        return (await setAppRule({ organizationId, appId, rule: operation.rule, ...by }, ports)).outcome
      case 'set role':
        return setRole(organizationId, userId ?? '', operation.role)
      case 'leave':
        return leave(organizationId, userId ?? '')
      case 'install': {
        const { scopes, actorModes, lives } = operation
        const expiresAt = lives === undefined ? undefined : clock.now() + lives
        const input = { appId, organizationId, scopes, actorModes, expiresAt, ...by }
        const done = await install(input, ports)
        if (done.outcome === 'refused') return done.reason
        know(done.installationId, app, organizationId)
        return done.outcome
      }
      case 'request': {
        const { scopes, actorModes } = operation
        const input = { appId, organizationId, scopes, actorModes, reason: undefined, origin }
        const done = await requestApproval({ ...input, userId: userId ?? '' }, ports)
        if (done.outcome === 'refused') return done.reason
        know(done.installationId, app, organizationId)
        if (!requests.some(({ id }) => id === done.requestId))
          requests.push({ id: done.requestId, userId: userId ?? '' })
        return done.outcome
      }
      case 'approve': {
        if (!request) return 'nothing there'
        const asked = await ports.approvalRequests.findRequest(request.id)
        const scopes = operation.scopes.filter((scope) => asked?.scopes.includes(scope))
        const done = await approveRequest({ requestId: request.id, scopes, ...by }, ports)
        return done.outcome === 'refused' ? done.reason : done.outcome
      }
      case 'deny': {
        if (!request) return 'nothing there'
        const done = await denyRequest({ requestId: request.id, ...by }, ports)
        return done.outcome === 'refused' ? done.reason : done.outcome
      }
      case 'withdraw':
        return request
          ? withdrawRequest({ requestId: request.id, userId: request.userId, origin }, ports)
          : 'nothing there'
      case 'narrow': {
        if (!installation) return 'nothing there'
        const held = await ports.installations.findInstallation(installation.id)
        const scopes = operation.scopes.filter((scope) => held?.grantedScopes.includes(scope))
        const actorModes = operation.actorModes.filter((mode) => held?.actorModes.includes(mode))
        const input = { installationId: installation.id, scopes, actorModes, ...by }
        const done = await narrowInstallation(input, ports)
        return done.outcome === 'refused' ? done.reason : done.outcome
      }
      case 'suspend':
      case 'reinstate':
      case 'remove': {
        if (!installation) return 'nothing there'
        const verbs = {
          suspend: suspendInstallation,
          reinstate: reinstateInstallation,
          remove: removeInstallation,
        }
        return verbs[operation.do]({ installationId: installation.id, ...by }, ports)
      }
      case 'authorize':
      case 'complete': {
        if (!installation || userId === undefined) return 'nothing there'
        const outcome = await tokens.authorize(installation, userId, operation)
        const code = tokens.issued.at(-1)
        if (operation.do === 'authorize' || outcome !== 'issued' || !code) return outcome
        return tokens.redeem(code)
      }
      case 'redeem': {
        const code = fromEnd(tokens.issued, operation.code)
        return code ? tokens.redeem(code) : 'nothing there'
      }
      case 'use credentials':
        return installation ? tokens.useCredentials(installation) : 'nothing there'
      case 'revoke consents':
        await revokeMemberConsents({ organizationId, userId, actor: operator, origin }, ports)
        return 'done'
    }
  }
  const runOne = async (operation: Operation): Promise<void> => {
    const key = `${operation.do}: ${String(await perform(operation))}`
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
  }

  return { organizations, apps, tokens: tokens.tokens, outcomes, run: runOne }
}
