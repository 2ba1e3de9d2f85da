import type { StoredUser } from '../../platform/state/stored-state.ts'
import { emailKey } from '../../platform/users/email.ts'
import { CommandError } from '../command-error.ts'
import type { statePorts } from '../state-ports.ts'

type Store = ReturnType<typeof statePorts>['store']

export const findUser = async (store: Store, email: string): Promise<StoredUser | undefined> =>
  (await store.findUsers([emailKey(email)]))[0]

/** @throws CommandError if there is none. */
export const getUser = async (store: Store, email: string): Promise<StoredUser> => {
  const user = await findUser(store, email)
  if (!user) throw new CommandError(`there is no user with the e-mail ${email}`)
  return user
}
