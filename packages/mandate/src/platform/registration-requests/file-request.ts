import { z } from 'zod'
import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { type JudgeManifestPorts, judgeManifest } from '../apps/judge-manifest.ts'
import type { ManifestInput } from '../apps/manifest-schema.ts'
import type { AuditEvent, RequestOrigin } from '../audit/record.ts'
import { type Problem, problemsOf } from '../input/problems.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { email, readable } from '../state/state-fields.ts'
import { decisionLifetime, type RegistrationRequest } from './registration-request.ts'
import { requestEvent } from './request-event.ts'

/** What is asked beside what the app says of itself. */
export const requestShape = {
  /** Where the answer goes. */
  email: email.max(254),
  /** What the app is for, for the operator who decides. */
  useCase: readable.min(20).max(4000),
} as const

const contactSchema = z.object(requestShape)

export interface FileRequestPorts extends JudgeManifestPorts {
  readonly registrationRequests: {
    fileRequest(request: RegistrationRequest, event: AuditEvent): Promise<void>
  }
  readonly throttle: Pick<Throttle, 'take'>
  /** Whether anybody may ask. */
  readonly appRequests: 'open' | 'off'
  readonly clock: Clock
}

export interface FileRequestInput {
  /** As it was sent: the keys of a manifest, `email` and `useCase`. */
  readonly request: unknown
  readonly origin: RequestOrigin
}

export type FileRequestOutcome =
  | { readonly outcome: 'filed'; readonly requestId: string; readonly expiresAt: number }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
  /** Nobody may ask here. */
  | { readonly outcome: 'closed' }
  /** Too many from there, or from everywhere. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

const actor = { type: 'system' } as const

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

/** Anybody asks for an app, where developers do not register apps by themselves. An operator decides. */
export const fileRegistrationRequest = async (
  { request, origin }: FileRequestInput,
  ports: FileRequestPorts,
): Promise<FileRequestOutcome> => {
  const { throttle, clock, registrationRequests } = ports
  if (ports.appRequests === 'off') return { outcome: 'closed' }
  const fromThere = await throttle.take('registrationRequestsByAddress', origin.address ?? '')
  if (!fromThere.allowed) return { outcome: 'throttled', retryAfter: fromThere.retryAfter }
  const { email: _email, useCase: _useCase, ...manifest } = asObject(request)
  const contact = contactSchema.safeParse(request, { reportInput: true })
  const judged = await judgeManifest(manifest, { actor, stored: undefined }, ports)
  if (!contact.success || !judged.ok) {
    const problems = [
      ...(judged.ok ? [] : judged.problems),
      ...(contact.success ? [] : problemsOf(contact.error, contactSchema)),
    ]
    return { outcome: 'invalid', problems }
  }
  const fromEverywhere = await throttle.take('registrationRequestsInTotal', 'all')
  if (!fromEverywhere.allowed) return { outcome: 'throttled', retryAfter: fromEverywhere.retryAfter }
  const now = clock.now()
  const filed: RegistrationRequest = {
    id: newId('rreq'),
    email: contact.data.email,
    useCase: contact.data.useCase,
    manifest: manifest as ManifestInput,
    createdAt: now,
    expiresAt: now + decisionLifetime,
    decision: undefined,
    pickedUpAt: undefined,
  }
  await registrationRequests.fileRequest(
    filed,
    requestEvent('registration_request.filed', filed.id, { actor, origin }, clock),
  )
  return { outcome: 'filed', requestId: filed.id, expiresAt: filed.expiresAt }
}
