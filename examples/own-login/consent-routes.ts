import { type Request, Router } from 'express'
import { consentPage } from './consent-page.ts'
import { isOurs } from './is-ours.ts'
import type { MandateConsents } from './mandate-consents.ts'
import type { PlatformSessions } from './sessions.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The platform asks for consent on a page of its own. */
export const consentRoutes = (consents: MandateConsents, sessions: PlatformSessions): Router => {
  const routes = Router()

  /** What is asked of the very person who is signed in here: nobody decides for somebody else. */
  const find = async (request: Request, interaction: string) => {
    const asked = await consents.find(interaction)
    const person = sessions.find(request)?.account.id
    return asked && person !== undefined && asked.user.subject === person ? asked : undefined
  }

  routes.get('/consent', async (request, response) => {
    const interaction = text(request.query.interaction)
    const asked = await find(request, interaction)
    if (asked) response.send(consentPage(interaction, asked))
    else response.status(400).send('This request has expired. Begin again at the app.')
  })

  routes.post('/consent', async (request, response) => {
    const body = request.body as Record<string, unknown>
    const interaction = text(body.interaction)
    const asked = isOurs(request) ? await find(request, interaction) : undefined
    if (!asked) {
      response.status(400).send('This request has expired. Begin again at the app.')
      return
    }
    const redirectTo = await consents.decide(
      interaction,
      body.decision === 'allow'
        ? {
            decision: 'allow',
            scopes: [body.scope ?? []].flat().map(String),
            organization: text(body.organization) || undefined,
            actor: text(body.organization) ? text(body.actor) || undefined : undefined,
          }
        : { decision: 'deny' },
    )
    response.redirect(303, redirectTo ?? `/consent?${new URLSearchParams({ interaction })}`)
  })
  return routes
}
