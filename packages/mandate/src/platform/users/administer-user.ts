/** What an operator does to somebody's account, and a person to the name on their own. */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { User } from './user.ts'

export interface AdministerUserPorts {
  readonly accounts: {
    /** Ends the sessions, too. Each comes with its event, as one, and says whether it changed anything. */
    disable(userId: string, now: number, event: AuditEvent): Promise<boolean>
    reinstate(userId: string, now: number, event: AuditEvent): Promise<boolean>
    rename(user: User, name: string | undefined, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface AdministerUserInput {
  readonly user: User
  readonly actor: Actor
  readonly origin: RequestOrigin
}

const eventOf = (
  action: 'user.disabled' | 'user.reinstated' | 'user.updated',
  { user, actor, origin }: AdministerUserInput,
  { clock }: AdministerUserPorts,
  changed: Pick<AuditEvent, 'before' | 'after'> = {},
): AuditEvent =>
  auditEvent({ action, actor, subject: { type: 'user', id: user.id }, origin, ...changed }, { clock })

/** Closes an account: sessions and every token that acts for the user end at once. False if it was closed already. */
export const disableUser = (input: AdministerUserInput, ports: AdministerUserPorts): Promise<boolean> =>
  ports.accounts.disable(input.user.id, ports.clock.now(), eventOf('user.disabled', input, ports))

/** Opens a closed account again. False if it is open. */
export const reinstateUser = (input: AdministerUserInput, ports: AdministerUserPorts): Promise<boolean> =>
  ports.accounts.reinstate(input.user.id, ports.clock.now(), eventOf('user.reinstated', input, ports))

/** Undefined takes the name away. False if the account was changed by somebody else meanwhile. */
export const renameUser = (
  { name, ...input }: AdministerUserInput & { readonly name: string | undefined },
  ports: AdministerUserPorts,
): Promise<boolean> => {
  const { user } = input
  if (user.name === name) return Promise.resolve(true)
  const changed = { before: { name: user.name ?? null }, after: { name: name ?? null } }
  return ports.accounts.rename(user, name, ports.clock.now(), eventOf('user.updated', input, ports, changed))
}
