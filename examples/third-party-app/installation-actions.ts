import { errorCode, failedStep } from './failed-step.ts'
import type { Northwind } from './northwind.ts'
import { newTitle } from './personal-actions.ts'
import type { Called, PostsClient } from './posts-client.ts'
import type { Installation, Step } from './sessions.ts'

type Action = (installation: Installation) => Promise<Step>

const thrownOut = ({ organization, actor }: Installation): string =>
  `${organization} does not let Acme Sync in any more${actor === 'self' ? ' as you' : ''}: ` +
  'it was suspended or removed there, or what was allowed was taken back. Ask an admin of it, or install Acme Sync again.'

const tooLittle = ({ organization, actor }: Installation): string =>
  actor === 'app'
    ? `Acme Sync was not granted this in ${organization}.`
    : `Acme Sync was not granted this in ${organization}, or you may not do it there yourself: some things are for admins.`

/** What the app does in an organization that has installed it, by the name of the button. */
export const installationActions = (
  northwind: Northwind,
  posts: PostsClient,
): Readonly<Record<string, Action>> => {
  const calling =
    (call: (accessToken: string, installation: Installation) => Promise<Called>): Action =>
    async (installation) => {
      const called = await call(installation.tokens.accessToken, installation)
      if (called.status === 401) return { ...called, told: [thrownOut(installation)] }
      return called.status === 403 ? { ...called, told: [tooLittle(installation)] } : called
    }

  const obtaining =
    (
      what: string,
      outcome: string,
      obtain: (installation: Installation) => Promise<Installation['tokens']>,
    ): Action =>
    async (installation) => {
      try {
        installation.tokens = await obtain(installation)
        return { what, outcome, good: true }
      } catch (error) {
        const isOver = ['invalid_grant', 'invalid_target'].includes(errorCode(error) ?? '')
        return { ...failedStep(what, error), ...(isOver && { told: [thrownOut(installation)] }) }
      }
    }

  return {
    'read-posts': calling((token, { subject }) => posts.read(token, subject)),
    'create-post': calling((token) => posts.create(token, newTitle())),
    'delete-newest': calling((token) => posts.deleteNewest(token)),
    insights: calling((token) => posts.insights(token)),
    refresh: obtaining('Refresh', 'new access token', ({ tokens }) => northwind.refresh(tokens)),
    'act-as-itself': obtaining('Client credentials', 'a token without any person', ({ organization }) =>
      northwind.actAsItself(organization),
    ),
  }
}
