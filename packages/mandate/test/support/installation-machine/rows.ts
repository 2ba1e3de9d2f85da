/** All rows that tell how the installations of a machine are, read by statements that are compiled once. */
import type { Selectable } from 'kysely'
import type { Database } from '../../../src/store/database.ts'
import type { InstallationTable } from '../../../src/store/installation-tables.ts'
import type { Schema } from '../../../src/store/schema.ts'
import { statement } from '../../../src/store/statement.ts'
import type { Machine } from './machine.ts'

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>

/** The two apps, the two organizations, and the time. */
interface Of {
  one: string
  other: string
  north: string
  south: string
  now: number
}

const installations = statement<Of, Selectable<InstallationTable>>((db, p) =>
  db.selectFrom('installations').selectAll().where('app_id', 'in', [p.one, p.other]),
)
const clients = statement<Of, Row<'clients'>>((db, p) =>
  db.selectFrom('clients').selectAll().where('app_id', 'in', [p.one, p.other]),
)
const apps = statement<Of, Row<'apps'>>((db, p) =>
  db.selectFrom('apps').selectAll().where('id', 'in', [p.one, p.other]),
)
const organizations = statement<Of, Row<'organizations'>>((db, p) =>
  db.selectFrom('organizations').selectAll().where('id', 'in', [p.north, p.south]),
)
const rulings = statement<Of, Row<'organization_app_rules'>>((db, p) =>
  db.selectFrom('organization_app_rules').selectAll().where('organization_id', 'in', [p.north, p.south]),
)
const members = statement<Of, Row<'memberships'>>((db, p) =>
  db.selectFrom('memberships').selectAll().where('organization_id', 'in', [p.north, p.south]),
)
const families = statement<Of, Row<'token_families'>>((db, p) =>
  db
    .selectFrom('token_families')
    .selectAll()
    .where('installation_id', 'in', (eb) =>
      eb.selectFrom('installations').select('id').where('app_id', 'in', [p.one, p.other]),
    ),
)
/** Not redeemed and in force; those that have expired are left to be tidied up. */
const codes = statement<Of, Row<'authorization_codes'>>((db, p) =>
  db
    .selectFrom('authorization_codes')
    .selectAll()
    .where('expires_at', '>', p.now)
    .where('consumed_at', 'is', null)
    .where('installation_id', 'in', (eb) =>
      eb.selectFrom('installations').select('id').where('app_id', 'in', [p.one, p.other]),
    ),
)
/** Those that wait. */
const requests = statement<Of, Row<'approval_requests'>>((db, p) =>
  db
    .selectFrom('approval_requests')
    .selectAll()
    .where('decided_at', 'is', null)
    .where('installation_id', 'in', (eb) =>
      eb.selectFrom('installations').select('id').where('app_id', 'in', [p.one, p.other]),
    ),
)
/** Those in force. */
const consents = statement<Of, Row<'grants'>>((db, p) =>
  db
    .selectFrom('grants')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('installation_id', '<>', '')
    .where('installation_id', 'in', (eb) =>
      eb.selectFrom('installations').select('id').where('app_id', 'in', [p.one, p.other]),
    ),
)

export const readRows = async (database: Database, machine: Machine, now: number) => {
  const [one = '', other = ''] = machine.apps.map(({ id }) => id)
  const [north = '', south = ''] = machine.organizations
  const of: Of = { one, other, north, south, now }
  return {
    installations: await database.all(installations, of),
    clients: await database.all(clients, of),
    apps: await database.all(apps, of),
    organizations: await database.all(organizations, of),
    rulings: await database.all(rulings, of),
    members: await database.all(members, of),
    families: await database.all(families, of),
    codes: await database.all(codes, of),
    requests: await database.all(requests, of),
    consents: await database.all(consents, of),
  }
}

export type Rows = Awaited<ReturnType<typeof readRows>>
