import { z } from 'zod'
import type { AuditFilter } from '../../../platform/audit/audit-filter.ts'
import { exportedEvent } from '../../../platform/audit/export-audit-events.ts'
import { type ListAuditEventsPorts, listAuditEvents } from '../../../platform/audit/list-audit-events.ts'
import type { AuditEvent } from '../../../platform/audit/record.ts'
import { withoutOrigin } from '../../../platform/audit/without-origin.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import type { Action, Subject } from '../../../platform/policy.ts'
import { pageOf, textAfter } from '../page.ts'
import { type Page, routeWith } from '../route.ts'
import { givenTime, pageQuery } from '../schemas.ts'
import { type FindAppPorts, findApp } from './find-app.ts'
import { findOrganization } from './find-organization.ts'
import { findUser, type UserRoutePorts } from './users.ts'

export type AuditRoutePorts = ListAuditEventsPorts &
  FindAppPorts &
  FindOrganizationPorts &
  Pick<UserRoutePorts, 'users'>

const route = routeWith<AuditRoutePorts>()

const facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
)

const auditEvent = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    action: z.string().meta({ description: 'Such as grant.revoked.' }),
    actorType: z.enum(['user', 'app', 'installation', 'operator', 'system']),
    actorId: z.string().nullable(),
    subjectType: z.string(),
    subjectId: z.string(),
    organizationId: z.string().nullable(),
    appId: z.string().nullable(),
    requestId: z.string().nullable(),
    address: z.string().nullable(),
    before: facts.nullable(),
    after: facts.nullable(),
    data: facts,
  })
  .meta({ id: 'AuditEvent' })

const filters = {
  action: z.string().max(100).optional().meta({ description: 'An action, or all of a noun: grant.*' }),
  actorType: z.enum(['user', 'app', 'installation', 'operator', 'system']).optional(),
  actorId: z.string().optional(),
  subjectType: z.string().optional(),
  subjectId: z.string().optional(),
  from: givenTime.optional().meta({ description: 'From this time on.' }),
  until: givenTime.optional().meta({ description: 'Before this time.' }),
}

const ofEverything = { organizationId: z.string().optional(), appId: z.string().optional() }

const query = z.strictObject({ ...pageQuery, ...filters })

type Filters = Omit<z.output<typeof query>, 'limit' | 'cursor'>

/** Whoever reads an app's part of the log is no admin of the organizations in which it acts, unless an operator. */
const shown = (filter: AuditFilter, may: (action: Action, subject: Subject) => boolean) => {
  const hidden = filter.appId !== undefined && filter.organizationId === undefined && !may('audit.read', {})
  return (event: AuditEvent) => exportedEvent(hidden ? withoutOrigin(event) : event)
}

const pageFor = async (
  filter: AuditFilter,
  may: (action: Action, subject: Subject) => boolean,
  { limit, after }: { readonly limit: number; readonly after: readonly (string | number)[] | undefined },
  ports: ListAuditEventsPorts,
): Promise<Page<z.input<typeof auditEvent>>> => {
  const cursor = after === undefined ? undefined : String(after[0])
  const { events, nextCursor } = await listAuditEvents(filter, { limit, cursor }, ports)
  return { items: events.map(shown(filter, may)), next: nextCursor === undefined ? undefined : [nextCursor] }
}

const withoutPage = ({
  limit: _limit,
  cursor: _cursor,
  ...rest
}: Filters & { readonly limit: number; readonly cursor?: string | undefined }): Filters => rest

/** Whose part of the log is asked for. */
const subjectOf = ({ organizationId, appId, actorType, actorId }: AuditFilter): Subject | undefined => {
  if (organizationId !== undefined) return { organizationId }
  if (appId !== undefined) return { appId }
  return actorType === 'user' && actorId !== undefined ? { userId: actorId } : undefined
}

/** So many events are exported at once; the link of the answer leads to the rest. */
const exportedAtOnce = 10_000

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/audit-events',
    id: 'listAuditEvents',
    tag: 'Audit',
    summary: 'Read the audit log, the newest first',
    description: 'The whole is for operators; others name the organization, or themselves as the actor.',
    action: 'audit.read',
    late: true,
    query: z.strictObject({ ...pageQuery, ...filters, ...ofEverything }),
    status: 200,
    answer: auditEvent,
    list: true,
    async handle({ query: given, after, require, may }, ports) {
      const filter = withoutPage(given)
      require('audit.read', subjectOf(filter) ?? {})
      return pageFor(filter, may, { limit: given.limit, after }, ports)
    },
  }),
  route({
    method: 'GET',
    path: '/audit-events/export',
    id: 'exportAuditEvents',
    tag: 'Audit',
    summary: 'Export the audit log as JSON lines, the oldest first',
    description: `At most ${exportedAtOnce} events; the Link header leads to the next ones.`,
    action: 'audit.read',
    late: true,
    query: z.strictObject({ cursor: pageQuery.cursor, ...filters, ...ofEverything }),
    status: 200,
    text: 'application/jsonl',
    async handle({ query: { cursor: _cursor, ...filter }, after, require, may }, { audit }) {
      require('audit.read', subjectOf(filter) ?? {})
      const page = { beyond: textAfter(after), limit: exportedAtOnce + 1, order: 'oldest_first' } as const
      const { items, next } = pageOf(await audit.list(filter, page), exportedAtOnce, ({ id }) => id)
      const show = shown(filter, may)
      const text = items.map((event) => `${JSON.stringify(show(event))}\n`).join('')
      return { status: 200, text, next }
    },
  }),
  route({
    method: 'GET',
    path: '/organizations/:organizationId/audit-events',
    id: 'listOrganizationAuditEvents',
    tag: 'Audit',
    summary: "Read an organization's audit log, the newest first",
    action: 'audit.read',
    visible: 'organization.read',
    query,
    status: 200,
    answer: auditEvent,
    list: true,
    find: findOrganization,
    handle: ({ thing, query: given, after, may }, ports) =>
      pageFor({ ...withoutPage(given), organizationId: thing.id }, may, { limit: given.limit, after }, ports),
  }),
  route({
    method: 'GET',
    path: '/apps/:appId/audit-events',
    id: 'listAppAuditEvents',
    tag: 'Audit',
    summary: "Read an app's audit log, the newest first",
    action: 'audit.read',
    query,
    status: 200,
    answer: auditEvent,
    list: true,
    find: findApp,
    handle: ({ thing, query: given, after, may }, ports) =>
      pageFor({ ...withoutPage(given), appId: thing.id }, may, { limit: given.limit, after }, ports),
  }),
  route({
    method: 'GET',
    path: '/users/:userId/audit-events',
    id: 'listUserAuditEvents',
    tag: 'Audit',
    summary: 'Read what a user did, the newest first',
    action: 'audit.read',
    query: z.strictObject({ ...pageQuery, action: filters.action, from: filters.from, until: filters.until }),
    status: 200,
    answer: auditEvent,
    list: true,
    find: findUser,
    handle: ({ thing, query: { limit, cursor: _cursor, ...filter }, after, may }, ports) =>
      pageFor({ ...filter, actorType: 'user', actorId: thing.id }, may, { limit, after }, ports),
  }),
]
