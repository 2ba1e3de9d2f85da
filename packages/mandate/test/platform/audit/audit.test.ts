import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { exportAuditEvents } from '../../../src/platform/audit/export-audit-events.ts'
import { listAuditEvents } from '../../../src/platform/audit/list-audit-events.ts'
import { type AuditEvent, auditEvent } from '../../../src/platform/audit/record.ts'
import { type AuditStore, createAuditStore } from '../../../src/store/audit-events.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'

type New = Partial<Parameters<typeof auditEvent>[0]>

for (const kind of testDatabases()) {
  describe(`the audit log on ${kind.name}`, () => {
    const clock = fakeClock()
    const start = clock.now()
    let opened: OpenTestDatabase
    let audit: ReturnType<typeof createAuditStore>
    const ports = () => ({ audit })
    const record = async (event: New, log: AuditStore = audit): Promise<AuditEvent> => {
      const made = auditEvent(
        {
          action: 'app.updated',
          actor: { type: 'user', userId: 'user_ada' },
          subject: { type: 'app', id: 'app_1' },
          origin: { requestId: 'req_1', address: '192.0.2.1' },
          ...event,
        },
        { clock },
      )
      await log.record(made)
      // Ids sort by the millisecond.
      await new Promise((resolve) => setTimeout(resolve, 2))
      return made
    }
    const found = async (filter: Parameters<typeof listAuditEvents>[0]): Promise<string[]> =>
      (await listAuditEvents(filter, { limit: 50 }, ports())).events.map(({ id }) => id)
    const events: AuditEvent[] = []

    before(async () => {
      opened = await openTestDatabase(kind)
      audit = createAuditStore(opened.database)
      events.push(
        await record({
          organizationId: 'org_a',
          appId: 'app_1',
          before: { name: 'Old', scopes: ['posts:read'] },
          after: { name: '=New, "quoted"', scopes: [] },
        }),
      )
      clock.advance(10)
      events.push(
        await record({
          action: 'membership.changed',
          actor: { type: 'operator', name: 'console' },
          subject: { type: 'organization', id: 'org_b' },
          origin: {},
          organizationId: 'org_b',
          data: { userId: 'user_ada', role: 'admin' },
        }),
      )
      clock.advance(10)
      events.push(await record({ action: 'app.suspended', actor: { type: 'system' }, appId: 'app_1' }))
      events.push(
        await record({ action: 'app_rule.changed', actor: { type: 'installation', installationId: 'i' } }),
      )
    })
    after(() => opened.dispose())

    const idsOf = (...indexes: number[]): string[] => indexes.map((index) => events[index]?.id ?? '')

    it('gives back what was recorded, the newest first', async () => {
      const { events: listed, nextCursor } = await listAuditEvents({}, { limit: 50 }, ports())
      assert.deepEqual(
        listed.map((event) => JSON.parse(JSON.stringify(event)) as unknown),
        events.toReversed().map((event) => JSON.parse(JSON.stringify(event)) as unknown),
      )
      assert.equal(nextCursor, undefined)
    })

    it('narrows by all that is given', async () => {
      assert.deepEqual(await found({ organizationId: 'org_a' }), idsOf(0))
      assert.deepEqual(await found({ appId: 'app_1' }), idsOf(2, 0))
      assert.deepEqual(await found({ appId: 'app_1', organizationId: 'org_b' }), [])
      assert.deepEqual(await found({ actorType: 'operator' }), idsOf(1))
      assert.deepEqual(await found({ actorType: 'user', actorId: 'user_ada' }), idsOf(0))
      assert.deepEqual(await found({ action: 'app.updated' }), idsOf(0))
      assert.deepEqual(await found({ action: 'app.*' }), idsOf(2, 0))
      assert.deepEqual(await found({ action: '%.*' }), [])
      assert.deepEqual(await found({ action: 'app_.*' }), [])
      assert.deepEqual(await found({ subjectType: 'organization', subjectId: 'org_b' }), idsOf(1))
      assert.deepEqual(await found({ from: start + 10, until: start + 20 }), idsOf(1))
    })

    it('goes on where a page ended, whatever came in meanwhile', async () => {
      const first = await listAuditEvents({}, { limit: 2 }, ports())
      assert.deepEqual(
        first.events.map(({ id }) => id),
        idsOf(3, 2),
      )
      const newer = await record({ action: 'app.deleted', actor: { type: 'app', appId: 'app_2' } })
      const second = await listAuditEvents({}, { limit: 2, cursor: first.nextCursor }, ports())
      assert.deepEqual(
        second.events.map(({ id }) => id),
        idsOf(1, 0),
      )
      assert.equal(second.nextCursor, undefined)
      events.push(newer)
    })

    const exported = async (format: 'jsonl' | 'csv', filter = {}): Promise<string> => {
      let text = ''
      for await (const piece of exportAuditEvents(filter, format, ports())) text += piece
      return text
    }

    it('is exported as JSON lines, the oldest first', async () => {
      const lines = (await exported('jsonl')).trimEnd().split('\n')
      const values = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
      assert.deepEqual(
        values.map(({ id }) => id),
        events.map(({ id }) => id),
      )
      assert.equal(values[0]?.at, new Date(start * 1000).toISOString())
      assert.deepEqual(values[0]?.before, { name: 'Old', scopes: ['posts:read'] })
      assert.equal(values[1]?.before, null)
    })

    it('is exported as CSV that no spreadsheet takes for formulas', async () => {
      await record({ organizationId: 'org_csv', subject: { type: 'scope', id: '=1+1,"x"' } })
      const [header, line, end] = (await exported('csv', { organizationId: 'org_csv' })).split('\r\n')
      assert.match(header ?? '', /^id,at,action,actorType,actorId,subjectType,subjectId,organizationId,/)
      assert.match(line ?? '', /,scope,"'=1\+1,""x""",org_csv,/)
      assert.equal(end, '')
      assert.match(await exported('csv', { organizationId: 'org_a' }), /"\{""name"":""=New, \\""quoted\\""""/)
    })

    it('is exported beyond one batch', async () => {
      await opened.database.kysely
        .insertInto('audit_events')
        .values(
          Array.from({ length: 700 }, (_, index) => ({
            id: `evt_0${String(index).padStart(4, '0')}`,
            at: 1,
            action: 'app.updated',
            actor_type: 'system',
            subject_type: 'app',
            subject_id: 'many',
            data: '{}',
          })),
        )
        .execute()
      const lines = (await exported('jsonl', { subjectId: 'many' })).trimEnd().split('\n')
      assert.equal(lines.length, 700)
      assert.equal(new Set(lines).size, 700)
    })

    it('is never changed: the database refuses', async () => {
      const { kysely } = opened.database
      const refusal = /audit events are only ever added/
      await assert.rejects(
        kysely
          .updateTable('audit_events')
          .set({ action: 'x' } as never)
          .execute(),
        refusal,
      )
      await assert.rejects(
        kysely.deleteFrom('audit_events').where('subject_id', '=', 'many').execute(),
        refusal,
      )
      if (opened.database.dialect === 'postgres')
        await assert.rejects(sql`truncate audit_events`.execute(kysely), refusal)
      const { events: listed } = await listAuditEvents({ subjectId: 'many' }, { limit: 5 }, ports())
      assert.equal(listed.length, 5)
    })
  })
}
