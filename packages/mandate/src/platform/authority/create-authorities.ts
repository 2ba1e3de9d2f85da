import type { AuthorityPort } from '../../protocol/authority.ts'
import type { InstallationUses } from '../installations/installation-uses.ts'
import { type AuthorityOfClientPorts, authorityOfClient } from './authority-of-client.ts'
import { type AuthorityOfPersonPorts, authorityOfPerson } from './authority-of-person.ts'
import { findAuthority } from './find-authority.ts'

export type AuthorityPorts = AuthorityOfClientPorts & AuthorityOfPersonPorts

export interface ObservingPorts {
  /** Is told of each use of a token. */
  readonly installationUses: Pick<InstallationUses, 'used'>
}

/** Answers the protocol's question on whose authority a client acts, by installations. */
export const createAuthorities = (ports: AuthorityPorts & ObservingPorts): AuthorityPort => ({
  ofPerson: (request) => authorityOfPerson(request, ports),
  ofClient: (client, organization, scope) => authorityOfClient(client, organization, scope, ports),
  async find(id, subjectId) {
    const authority = await findAuthority(id, subjectId, ports)
    if (authority) ports.installationUses.used(id)
    return authority
  },
})
