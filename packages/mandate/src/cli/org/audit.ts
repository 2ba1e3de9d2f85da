import { type Command, Option } from 'commander'
import { type AuditFormat, exportAuditEvents } from '../../platform/audit/export-audit-events.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { parseDuration } from '../duration.ts'
import { withDatabase } from '../with-database.ts'
import { getOrganization, organizationPorts } from './organization-ports.ts'

interface Options extends CommonOptions {
  readonly format: AuditFormat
  readonly action?: string
  readonly since?: number
}

export const auditCommand = (): Command =>
  configuredCommand('audit', "Prints an organization's audit log, the oldest first: a line for each event.", [
    'mandate org audit acme --since 30d --format csv > audit.csv',
    "mandate org audit acme --action 'installation.*'",
  ])
    .argument('<slug>', 'of the organization')
    .addOption(new Option('--format <format>', 'of the lines').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--action <name>', 'only these, such as grant.revoked or grant.*')
    .option('--since <time>', 'only those of the last 30d, 12h and so on', parseDuration)
    .action((slug: string, options: Options) =>
      withDatabase(options, async ({ database }) => {
        const { id: organizationId } = await getOrganization(database, slug)
        const ports = organizationPorts(database)
        const { action, since, format } = options
        const from = since === undefined ? undefined : ports.clock.now() - since
        for await (const text of exportAuditEvents({ organizationId, action, from }, format, ports))
          process.stdout.write(text)
      }),
    )
