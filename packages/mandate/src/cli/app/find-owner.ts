import type { OwnerRef } from '../../platform/apps/register-app.ts'
import { emailKey } from '../../platform/users/email.ts'
import type { Database } from '../../store/database.ts'
import { createStateStore } from '../../store/state.ts'
import { CommandError } from '../command-error.ts'

/** An organization by its slug, or a user by their e-mail. @throws CommandError if there is none. */
export const getOwner = async (database: Database, name: string): Promise<OwnerRef> => {
  const store = createStateStore(database)
  if (name.includes('@')) {
    const [user] = await store.findUsers([emailKey(name)])
    if (!user) throw new CommandError(`there is no user with the e-mail ${name}`)
    return { kind: 'user', id: user.id }
  }
  const [organization] = await store.findOrganizations([name])
  if (!organization) throw new CommandError(`there is no organization ${name}`)
  return { kind: 'organization', id: organization.id }
}
