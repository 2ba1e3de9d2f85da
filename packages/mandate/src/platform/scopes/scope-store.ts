import type { AuditEvent } from '../audit/record.ts'
import type { Scope } from './scope-schema.ts'

/** What needs a scope, which therefore cannot be deleted. */
export interface ScopeUses {
  /** Apps that declare it. */
  readonly apps: number
  readonly resources: number
  /** Installations that hold it and are not removed. */
  readonly installations: number
  /** What people gave for themselves and did not take back. */
  readonly grants: number
  /** Organizations that have it in their ceiling. */
  readonly ceilings: number
  /** Other scopes that imply it. */
  readonly scopes: number
}

/** What the verbs about scopes ask of a store. */
export interface ScopePorts {
  readonly scopes: {
    /** The whole catalogue, by name. */
    listScopes(): Promise<readonly Scope[]>
    /** False if there is one of this name. The event is written with it, as one. */
    create(scope: Scope, event: AuditEvent): Promise<boolean>
    /** False if there is none, or it is not as `before` says any more. */
    update(before: Scope, scope: Scope, event: AuditEvent): Promise<boolean>
    /** False if there is none, or something uses it. */
    delete(name: string, event: AuditEvent): Promise<boolean>
    usesOf(name: string): Promise<ScopeUses>
  }
}
