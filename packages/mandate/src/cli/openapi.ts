import type { Command } from 'commander'
import { apiRoutes } from '../server/api/api-routes.ts'
import { openapiDocument } from '../server/api/openapi.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { configOf } from './with-database.ts'

export const openapiCommand = (): Command =>
  configuredCommand('openapi', 'Prints the OpenAPI document of the management API.', [
    'mandate openapi > openapi.json',
  ]).action(async (options: CommonOptions) => {
    const { issuer } = await configOf(options)
    process.stdout.write(`${JSON.stringify(openapiDocument(apiRoutes, issuer), null, 2)}\n`)
  })
