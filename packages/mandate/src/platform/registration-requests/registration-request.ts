import type { ManifestInput } from '../apps/manifest-schema.ts'

/** Somebody without an account asks for an app. Times are epoch seconds. */
export interface RegistrationRequest {
  readonly id: string
  /** Where the answer goes. Nobody has proved that it is theirs until the credentials are picked up. */
  readonly email: string
  /** The app as it would be registered. */
  readonly manifest: ManifestInput
  /** What it is for, in the words of who asks. */
  readonly useCase: string
  readonly createdAt: number
  /** Until then it can be decided on; once approved, the credentials be picked up. */
  readonly expiresAt: number
  readonly decision: RegistrationDecision | undefined
  readonly pickedUpAt: number | undefined
}

export interface RegistrationDecision {
  readonly decision: 'approved' | 'declined'
  readonly decidedAt: number
  /** The id of the user who decided; undefined for an operator. */
  readonly decidedBy: string | undefined
  /** For who asked. */
  readonly note: string | undefined
  /** The app that came of it. */
  readonly appId: string | undefined
}

/** How long a request can wait for a decision. Seconds. */
export const decisionLifetime = 30 * 86_400

/** How long approved credentials can be picked up. Seconds. */
export const pickUpLifetime = 14 * 86_400

/** What the tokens begin with by which credentials are picked up. */
export const pickUpPrefix = 'mpu_'
