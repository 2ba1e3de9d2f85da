import type { Selectable } from 'kysely'
import type { AttemptLogPorts } from '../platform/attempts/attempt-log.ts'
import type { AttemptDetails, AttemptRecord } from '../platform/attempts/attempt-record.ts'
import type { ListAttempts } from '../platform/attempts/list-attempts.ts'
import type { AttemptTable } from './access-tables.ts'
import { type Database, type Step, step } from './database.ts'
import { statement, type Value } from './statement.ts'

type Row = Selectable<AttemptTable>

const columns = [
  'id',
  'at',
  'app_id',
  'client_id',
  'endpoint',
  'outcome',
  'error',
  'reason',
  'step',
  'user_hash',
  'organization_id',
  'request_id',
  'user_agent',
  'data',
] as const satisfies readonly (keyof Row)[]

/** Several rows in one statement: on PostgreSQL each statement is a message. */
const rowsAtOnce = 20

const insertOf = (rows: number) =>
  statement<Record<string, Value>>((db, p) =>
    db
      .insertInto('attempts')
      .values(
        Array.from(
          { length: rows },
          (_, row) => Object.fromEntries(columns.map((column) => [column, p[`${column}_${row}`]])) as never,
        ),
      ),
  )

const insertOne = insertOf(1)
const insertMany = insertOf(rowsAtOnce)

const rowOf = (record: AttemptRecord): Row => ({
  id: record.id,
  at: record.at,
  app_id: record.appId,
  client_id: record.clientId,
  endpoint: record.endpoint,
  outcome: record.outcome,
  error: record.error ?? null,
  reason: record.reason ?? null,
  step: record.step,
  user_hash: record.userHash ?? null,
  organization_id: record.organizationId ?? null,
  request_id: record.requestId,
  user_agent: record.userAgent ?? null,
  data: JSON.stringify(record.details),
})

const insert = (rows: readonly Row[]): Step =>
  step(
    rows.length === 1 ? insertOne : insertMany,
    Object.fromEntries(
      rows.flatMap((row, index) => columns.map((column) => [`${column}_${index}`, row[column]])),
    ) as Record<string, Value>,
  )

const recordOf = (row: Row): AttemptRecord => ({
  id: row.id,
  at: row.at,
  appId: row.app_id,
  clientId: row.client_id,
  endpoint: row.endpoint as AttemptRecord['endpoint'],
  outcome: row.outcome,
  error: row.error ?? undefined,
  reason: row.reason ?? undefined,
  step: row.step ?? '',
  userHash: row.user_hash ?? undefined,
  organizationId: row.organization_id ?? undefined,
  requestId: row.request_id,
  userAgent: row.user_agent ?? undefined,
  details: JSON.parse(row.data) as AttemptDetails,
})

/** What apps attempted. Rows go when they are thirty days old: see `expired-rows.ts`. */
export const createAttemptStore = (database: Database): AttemptLogPorts['attempts'] & ListAttempts => ({
  async addAttempts(records) {
    const rows = records.map(rowOf)
    const steps: Step[] = []
    let at = 0
    for (; at + rowsAtOnce <= rows.length; at += rowsAtOnce)
      steps.push(insert(rows.slice(at, at + rowsAtOnce)))
    for (const row of rows.slice(at)) steps.push(insert([row]))
    await database.write(steps)
  },
  async listAttempts({ appId, outcome, endpoint, reason, organizationId, requestId, ...filter }) {
    let page = database.kysely
      .selectFrom('attempts')
      .selectAll()
      .where('app_id', '=', appId)
      .orderBy('id', 'desc')
      .limit(filter.limit)
    if (filter.after !== undefined) page = page.where('id', '<', filter.after)
    if (outcome !== undefined) page = page.where('outcome', '=', outcome)
    if (endpoint !== undefined) page = page.where('endpoint', '=', endpoint)
    if (reason !== undefined) page = page.where('reason', '=', reason)
    if (organizationId !== undefined) page = page.where('organization_id', '=', organizationId)
    if (requestId !== undefined) page = page.where('request_id', '=', requestId)
    if (filter.since !== undefined) page = page.where('at', '>=', filter.since)
    if (filter.until !== undefined) page = page.where('at', '<', filter.until)
    return (await page.execute()).map(recordOf)
  },
})
