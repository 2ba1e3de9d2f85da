/** All that the platform's back end says to Mandate when it signs somebody in: three calls of the management API. */

/** What Mandate asks of the platform's login. */
export interface LoginChallenge {
  /** Undefined: the person comes to Mandate's own pages. */
  readonly app?: { readonly name: string }
  /** `select_account` among them: the person wants to choose who to be. */
  readonly prompt: readonly string[]
  /** RFC 3339. A sign-in before that is not enough. */
  readonly earliestAuthTime?: string
  /** Whether this back end has completed or rejected it before: each can be answered once. */
  readonly answered: boolean
}

/** What the platform tells of somebody who is signed in. */
export interface Completion {
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  /** All teams of the person: those that are left out end. */
  readonly organizations: readonly { externalId: string; name: string; role: 'owner' | 'admin' | 'member' }[]
  /** RFC 3339. */
  readonly authTime: string
  readonly amr: readonly string[]
}

/** Mandate signs this person in for nobody: their e-mail is another account's there, or theirs is disabled. */
export class MandateRefusal extends Error {}

export interface MandateLogins {
  /** Undefined if it is unknown, used or older than ten minutes. */
  find(challenge: string): Promise<LoginChallenge | undefined>
  /** Where to send the browser. @throws MandateRefusal */
  complete(challenge: string, completion: Completion): Promise<string>
  /** The same, when nobody was signed in. */
  reject(challenge: string): Promise<string>
}

/** `operatorKey`: of `mandate operator-key create`. It may do everything at the management API: it stays on the server. */
export const createMandateLogins = (issuer: string, operatorKey: string): MandateLogins => {
  const call = async (challenge: string, path: string, body?: object): Promise<Response> =>
    fetch(`${issuer}/api/v1/login-challenges/${encodeURIComponent(challenge)}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  const answer = async (challenge: string, path: string, body: object): Promise<string> => {
    const response = await call(challenge, path, body)
    const { redirectTo, detail } = (await response.json()) as { redirectTo?: string; detail?: string }
    if (response.status === 409) throw new MandateRefusal(detail)
    if (redirectTo === undefined) throw new Error(`Mandate answered ${response.status}: ${detail}`)
    return redirectTo
  }

  return {
    async find(challenge) {
      const response = await call(challenge, '')
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`Mandate answered ${response.status}`)
      return (await response.json()) as LoginChallenge
    },
    complete: (challenge, completion) => answer(challenge, '/completion', completion),
    reject: (challenge) => answer(challenge, '/rejection', {}),
  }
}
