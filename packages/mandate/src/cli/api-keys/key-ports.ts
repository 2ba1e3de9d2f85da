import type { CreatePersonalTokenPorts } from '../../platform/api-keys/create-personal-token.ts'
import { systemClock } from '../../protocol/clock.ts'
import { type ApiKeyStore, createApiKeyStore } from '../../store/api-keys.ts'
import { createCatalogue } from '../../store/catalogue.ts'
import { operator } from '../state-ports.ts'
import type { OpenedDatabase } from '../with-database.ts'

/** Whoever has access to the machine does it, by no request. */
export const doing = { actor: operator, origin: {} } as const

/** What the verbs about keys ask for. */
export const keyPorts = ({
  config,
  database,
}: OpenedDatabase): CreatePersonalTokenPorts & { readonly keys: ApiKeyStore } => ({
  keys: createApiKeyStore(database),
  catalogue: createCatalogue(database),
  prefixes: config.tokenPrefixes,
  clock: systemClock,
})
