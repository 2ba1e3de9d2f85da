/** Who may do what, written once more by hand: by action the subject, the scope that a token needs, and every party that may. */
import type { Action, Subject } from '../../../src/platform/policy.ts'
import { app, here, installation, type PartyName, person, publisher } from './parties.ts'

interface Expected {
  readonly subject: Subject
  readonly scope: string | undefined
  readonly by: readonly PartyName[]
}

const ours = { appId: app, appOwner: { kind: 'organization', id: publisher } } as const
const about = { userId: person } as const
const within = { organizationId: here } as const
const installed = { ...ours, ...within, installationId: installation } as const

const everybody: PartyName[] = [
  ...(['operator', 'owner', 'admin', 'member', 'person', 'personElsewhere', 'adminElsewhere'] as const),
  ...(['foreigner', 'developer', 'colleague', 'manager', 'installation', 'installationElsewhere'] as const),
  ...(['app', 'resourceServer', 'system'] as const),
]
const people = everybody.filter(
  (name) =>
    !['operator', 'installation', 'installationElsewhere', 'app', 'resourceServer', 'system'].includes(name),
)
const operators: PartyName[] = ['operator']
const admins: PartyName[] = ['operator', 'owner', 'admin']
const members: PartyName[] = [...admins, 'member']
const owners: PartyName[] = ['operator', 'developer']
const appPeople: PartyName[] = [...owners, 'manager']

const a = { read: 'mandate:apps:read', write: 'mandate:apps:write' }
const o = { read: 'mandate:organizations:read', write: 'mandate:organizations:write' }
const i = { read: 'mandate:installations:read', write: 'mandate:installations:write' }
const u = { read: 'mandate:users:read', write: 'mandate:users:write' }

const row = (subject: Subject, scope: string | undefined, by: readonly PartyName[]): Expected => ({
  subject,
  scope,
  by,
})

export const expected: Record<Action, Expected> = {
  'app.list': row(ours, a.read, owners),
  'app.read_profile': row({ ...ours, published: true }, a.read, everybody),
  'app.read': row(ours, a.read, appPeople),
  'app.create': row(ours, a.write, owners),
  'app.update': row(ours, a.write, appPeople),
  'app.publish': row(ours, a.write, appPeople),
  'app.delete': row(ours, a.write, owners),
  'app.transfer': row(ours, a.write, owners),
  'app.receive': row(ours, a.write, owners),
  'app.verify': row(ours, a.write, operators),
  'app.suspend': row(ours, a.write, operators),
  'app.reinstate': row(ours, a.write, operators),
  'app.trust': row(ours, a.write, operators),
  'app.let_act_as_users': row(ours, a.write, operators),
  'secret.list': row(ours, a.read, appPeople),
  'secret.create': row(ours, a.write, appPeople),
  'secret.revoke': row(ours, a.write, appPeople),
  'manager.list': row(ours, a.read, appPeople),
  'manager.add': row(ours, a.write, owners),
  'manager.remove': row({ ...ours, userId: 'user_manager' }, a.write, [...owners, 'manager']),
  'attempt.list': row(ours, a.read, appPeople),

  'registration_request.submit': row({}, undefined, everybody),
  'registration_request.list': row({}, a.read, operators),
  'registration_request.decide': row({}, a.write, operators),

  'organization.list': row(about, o.read, ['operator', 'person']),
  'organization.read': row(within, o.read, [...members, 'installation']),
  'organization.create': row({}, o.write, operators),
  'organization.update': row(within, o.write, admins),
  'organization.delete': row(within, o.write, ['operator', 'owner']),
  'organization.read_policy': row(within, o.read, members),
  'organization.change_policy': row(within, o.write, admins),
  'app_rule.list': row(within, o.read, admins),
  'app_rule.change': row({ ...within, ...ours }, o.write, admins),
  'member.list': row(within, o.read, [...members, 'installation']),
  'member.add': row({ ...within, ...about, role: 'member' }, o.write, operators),
  'member.change_role': row({ ...within, ...about, role: 'admin' }, o.write, admins),
  'member.remove': row({ ...within, ...about, role: 'member' }, o.write, [...admins, 'person']),
  'invitation.list': row(within, o.read, admins),
  'invitation.create': row({ ...within, role: 'admin' }, o.write, admins),
  'invitation.revoke': row({ ...within, role: 'member' }, o.write, admins),
  'invitation.accept': row({}, o.write, people),

  'installation.list': row({ ...ours, ...within }, i.read, [...members, 'developer', 'manager']),
  'installation.read': row(installed, i.read, [...members, 'developer', 'manager', 'installation']),
  'installation.install': row({ ...ours, ...within }, i.write, members),
  'installation.narrow': row(installed, i.write, admins),
  'installation.suspend': row(installed, i.write, admins),
  'installation.reinstate': row(installed, i.write, admins),
  'installation.remove': row(installed, i.write, [...admins, 'developer', 'manager', 'installation']),
  'approval_request.create': row({ ...ours, ...within }, i.write, ['owner', 'admin', 'member']),
  'approval_request.list': row({ ...within, ...about }, i.read, [...admins, 'person']),
  'approval_request.decide': row({ ...installed, ...about }, i.write, admins),
  'approval_request.withdraw': row({ ...installed, ...about }, i.write, ['operator', 'person']),
  'scope_use.read': row(installed, i.read, [...admins, 'developer', 'manager']),
  'scope_use.report': row({}, undefined, ['operator', 'resourceServer']),

  'grant.list': row({ ...ours, ...within, ...about }, u.read, [
    ...admins,
    ...(['person', 'developer', 'manager'] as const),
  ]),
  'grant.revoke': row({ ...ours, ...within, ...about }, u.write, [
    ...admins,
    ...(['person', 'developer', 'manager'] as const),
  ]),
  'session.list': row(about, u.read, ['operator', 'person']),
  'session.revoke': row(about, u.write, ['operator', 'person']),
  'user.list': row({}, u.read, operators),
  'user.read': row(about, u.read, ['operator', 'person', 'personElsewhere']),
  'user.create': row({}, u.write, operators),
  'user.update': row(about, u.write, ['operator', 'person']),
  'user.disable': row(about, u.write, operators),
  'user.reinstate': row(about, u.write, operators),
  'user.delete': row(about, u.write, operators),
  'user.act_as': row({ ...within, ...about, appId: app, actsAsUsers: true, role: 'admin' }, undefined, [
    'installation',
  ]),

  'personal_key.list': row({ ...about, ...within }, u.read, [...admins, 'person']),
  'personal_key.create': row({ ...about, ...within }, u.write, ['person']),
  'personal_key.revoke': row({ ...about, ...within }, u.write, [...admins, 'person']),
  'organization_key.list': row(within, o.read, admins),
  'organization_key.create': row(within, o.write, admins),
  'organization_key.revoke': row(within, o.write, admins),
  'operator_key.list': row({}, undefined, operators),
  'operator_key.create': row({}, undefined, operators),
  'operator_key.revoke': row({}, undefined, operators),

  'scope.list': row({}, undefined, everybody),
  'scope.change': row({}, undefined, operators),
  'resource.list': row({}, undefined, everybody),
  'resource.change': row({}, undefined, operators),
  'login_challenge.read': row({}, undefined, operators),
  'login_challenge.decide': row({}, undefined, operators),
  'interaction.read': row({}, undefined, operators),
  'interaction.decide': row({}, undefined, operators),
  'identity.list': row({}, undefined, operators),
  'identity.change': row({}, undefined, operators),

  'audit.read': row(within, 'mandate:audit:read', admins),
}
