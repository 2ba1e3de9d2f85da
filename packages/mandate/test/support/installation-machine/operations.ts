/** What can happen to installations, as data: fast-check draws it, and shows it when it breaks something. */
import fc from 'fast-check'
import type { ActorMode } from '../../../src/platform/apps/app.ts'
import type { InstallPolicy } from '../../../src/platform/installations/install-policy.ts'
import type { CatalogueScope } from '../../../src/platform/installations/scope-rules.ts'
import type { Role } from '../../../src/platform/organizations/role.ts'

export const catalogue: readonly CatalogueScope[] = [
  { name: 'posts:read' },
  { name: 'posts:write', implies: ['posts:read'] },
  { name: 'posts:admin', implies: ['posts:write'], roles: ['admin', 'owner'] },
  { name: 'files:read' },
  { name: 'me:read', actorModes: ['self'] },
  { name: 'bots:run', implies: ['files:read'], actorModes: ['app'] },
]

/** Numbers choose among what there is: organizations, apps and users by their place, others from the newest. */
export type Operation =
  | { do: 'declare'; app: number; scopes: string[]; actorModes: ActorMode[] }
  | { do: 'suspend app' | 'reinstate app'; app: number }
  | { do: 'set ceiling'; organization: number; scopes: string[] | undefined }
  | { do: 'set policy'; organization: number; install: InstallPolicy }
  | { do: 'set rule'; organization: number; app: number; rule: 'allowed' | 'blocked' | undefined }
  | { do: 'set role'; organization: number; user: number; role: Role }
  | { do: 'leave'; organization: number; user: number }
  | {
      do: 'install'
      organization: number
      app: number
      /** Undefined: an operator. */
      user: number | undefined
      scopes: string[]
      actorModes: ActorMode[]
      lives: number | undefined
    }
  | {
      do: 'request'
      organization: number
      app: number
      user: number
      scopes: string[]
      actorModes: ActorMode[]
    }
  | { do: 'approve'; request: number; user: number; scopes: string[] }
  | { do: 'deny'; request: number; user: number }
  | { do: 'withdraw'; request: number }
  | { do: 'narrow'; installation: number; scopes: string[]; actorModes: ActorMode[] }
  | { do: 'suspend' | 'reinstate' | 'remove' | 'use credentials'; installation: number }
  /** `complete`: and redeem the code. */
  | {
      do: 'authorize' | 'complete'
      installation: number
      user: number
      actorMode: ActorMode
      scopes: string[]
    }
  | { do: 'redeem'; code: number }
  | { do: 'revoke consents'; organization: number; user: number | undefined }
  | { do: 'wait'; seconds: number }
  | { do: 'expire' }
  /** At once, as far as the database lets them. */
  | { do: 'together'; operations: Operation[] }

const names = catalogue.map(({ name }) => name)
const place = { organization: fc.nat(1), app: fc.nat(1) }
const user = fc.nat(2)
/** Who may decide, most often: the first is an admin to begin with. */
const admin = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: user })
const scopes = fc.oneof(fc.constant(names), fc.subarray(names))
/** Most of them. */
const manyScopes = fc
  .subarray(names, { maxLength: 2 })
  .map((few) => names.filter((name) => !few.includes(name)))
const actorModes = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ActorMode[]>(['self', 'app']) },
  { weight: 2, arbitrary: fc.constantFrom<ActorMode[]>(['self'], ['app']) },
)
const actorMode = fc.constantFrom<ActorMode>('self', 'app')
const newest = fc.oneof(fc.constant(0), fc.nat(3))
const installation = newest

/** How often each is drawn, beside the others. */
const weighted = (weight: number, arbitrary: fc.Arbitrary<Operation>): fc.WeightedArbitrary<Operation> => ({
  weight,
  arbitrary,
})
const as = <Name extends Operation['do']>(...operation: Name[]) => fc.constantFrom(...operation)

const single = [
  weighted(
    6,
    fc.record({
      do: as('install'),
      ...place,
      user: fc.option(admin, { nil: undefined, freq: 2 }),
      scopes,
      actorModes,
      lives: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined, freq: 9 }),
    }),
  ),
  weighted(5, fc.record({ do: as('request'), ...place, user, scopes, actorModes })),
  weighted(5, fc.record({ do: as('approve'), request: newest, user: admin, scopes })),
  weighted(1, fc.record({ do: as('deny'), request: newest, user: admin })),
  weighted(1, fc.record({ do: as('withdraw'), request: newest })),
  weighted(10, fc.record({ do: as('authorize', 'complete'), installation, user, actorMode, scopes })),
  weighted(5, fc.record({ do: as('redeem'), code: newest })),
  weighted(3, fc.record({ do: as('use credentials'), installation })),
  weighted(2, fc.record({ do: as('declare'), app: place.app, scopes: manyScopes, actorModes })),
  weighted(
    2,
    fc.record({
      do: as('set ceiling'),
      organization: place.organization,
      scopes: fc.option(manyScopes, { nil: undefined }),
    }),
  ),
  weighted(
    2,
    fc.record({
      do: as('set policy'),
      organization: place.organization,
      install: fc.constantFrom<InstallPolicy>('anyone', 'admins', 'allow_list'),
    }),
  ),
  weighted(
    2,
    fc.record({ do: as('set rule'), ...place, rule: fc.constantFrom('allowed', 'blocked', undefined) }),
  ),
  weighted(
    2,
    fc.record({
      do: as('set role'),
      organization: place.organization,
      user,
      role: fc.constantFrom<Role>('owner', 'admin', 'member'),
    }),
  ),
  weighted(1, fc.record({ do: as('leave'), organization: place.organization, user })),
  weighted(2, fc.record({ do: as('narrow'), installation, scopes: manyScopes, actorModes })),
  weighted(4, fc.record({ do: as('suspend', 'reinstate', 'reinstate', 'remove'), installation })),
  weighted(2, fc.record({ do: as('suspend app', 'reinstate app', 'reinstate app'), app: place.app })),
  weighted(
    1,
    fc.record({
      do: as('revoke consents'),
      organization: place.organization,
      user: fc.option(user, { nil: undefined }),
    }),
  ),
  weighted(1, fc.record({ do: as('wait'), seconds: fc.integer({ min: 1, max: 70 }) })),
  weighted(1, fc.constant<Operation>({ do: 'expire' })),
]

const together = fc.record({
  do: as('together'),
  operations: fc.array(fc.oneof(...single), { minLength: 2, maxLength: 4 }),
})

const installed = (organization: number, app: number): Operation => ({
  do: 'install',
  organization,
  app,
  user: undefined,
  scopes: names,
  actorModes: ['self', 'app'],
  lives: undefined,
})

/** What was installed before a history begins: most can only happen to what is there. */
const beginnings = fc.constantFrom<Operation[]>(
  [],
  [installed(0, 0)],
  [installed(0, 1)],
  [installed(0, 0), installed(1, 0), installed(0, 1)],
)

/** A history, of at most so many steps after its beginning. */
export const histories = (maxLength: number): fc.Arbitrary<Operation[]> =>
  fc
    .tuple(
      beginnings,
      fc.array(fc.oneof(...single, weighted(8, together)), { minLength: 1, maxLength, size: 'max' }),
    )
    .map(([beginning, steps]) => [...beginning, ...steps])
