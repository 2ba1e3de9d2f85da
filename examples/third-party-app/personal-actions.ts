import type { Northwind } from './northwind.ts'
import type { PostsClient } from './posts-client.ts'
import type { Session, Step } from './sessions.ts'

/** A session of somebody who is signed in. */
export type SignedIn = Session & Required<Pick<Session, 'tokens' | 'person'>>

/** A post's title, by which it is found again. */
export const newTitle = (): string => `Written by Acme Sync at ${new Date().toISOString()}`

/** What the app does for the person who signed in, by the name of the button. */
export const personalActions = (
  northwind: Northwind,
  posts: PostsClient,
): Readonly<Record<string, (session: SignedIn) => Promise<Step>>> => ({
  'read-posts': ({ tokens, person }) => posts.read(tokens.accessToken, person.subject),
  'create-post': ({ tokens }) => posts.create(tokens.accessToken, newTitle()),
  refresh: async (session) => {
    if (!session.tokens.refreshToken) return { what: 'Refresh', outcome: 'no refresh token', good: false }
    session.tokens = await northwind.refresh(session.tokens)
    return { what: 'Refresh', outcome: 'new access token', good: true }
  },
  revoke: async ({ tokens }) => {
    await northwind.revoke(tokens.refreshToken ?? tokens.accessToken)
    const told = ['The tokens are kept here so that you can see the API refuse them.']
    return { what: 'Revoke', outcome: 'revoked', good: true, told }
  },
})
