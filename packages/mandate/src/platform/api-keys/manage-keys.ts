import type { ApiKey, ApiKeyKind } from './api-key.ts'

/** Which keys are meant. What is undefined is not asked for. */
export interface KeyFilter {
  readonly kind: ApiKeyKind
  readonly userId?: string | undefined
  readonly organizationId?: string | undefined
}

/** What those who look after keys ask of the store. Keys that have ended are not there for them. */
export interface KeyList {
  readonly keys: {
    list(filter: KeyFilter, now: number): Promise<readonly ApiKey[]>
    find(id: string, now: number): Promise<ApiKey | undefined>
  }
}
