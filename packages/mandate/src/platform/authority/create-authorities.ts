import type { AuthorityPort } from '../../protocol/authority.ts'
import { type AuthorityOfClientPorts, authorityOfClient } from './authority-of-client.ts'
import { type AuthorityOfPersonPorts, authorityOfPerson } from './authority-of-person.ts'
import { findAuthority } from './find-authority.ts'

export type AuthorityPorts = AuthorityOfClientPorts & AuthorityOfPersonPorts

/** Answers the protocol's question on whose authority a client acts, by installations. */
export const createAuthorities = (ports: AuthorityPorts): AuthorityPort => ({
  ofPerson: (request) => authorityOfPerson(request, ports),
  ofClient: (client, organization, scope) => authorityOfClient(client, organization, scope, ports),
  find: (id, subjectId) => findAuthority(id, subjectId, ports),
})
