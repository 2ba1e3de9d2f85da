/** All that the platform's back end says to Mandate when it draws the question for consent: two calls. */

/** What an app asks a person to allow. */
export interface AskedConsent {
  readonly app: { readonly name: string; readonly publisher: string; readonly verified: boolean }
  /** Whom to ask. `subject` is the id that the platform gave at the sign-in. */
  readonly user: { readonly subject?: string }
  readonly scopes: readonly {
    readonly scope: string
    readonly text: string
    readonly choice: 'required' | 'optional' | 'granted'
  }[]
  readonly personal: boolean
  readonly organizations: readonly { readonly id: string; readonly name: string }[]
  readonly actorModes: readonly ('app' | 'self')[]
  readonly destination: { readonly name: string }
}

export interface ConsentDecision {
  readonly decision: 'allow' | 'deny'
  readonly scopes?: readonly string[]
  readonly organization?: string | undefined
  readonly actor?: string | undefined
}

export interface MandateConsents {
  /** Undefined if it is unknown or over. */
  find(interaction: string): Promise<AskedConsent | undefined>
  /** Where to send the browser; undefined if the choice has to be made anew. */
  decide(interaction: string, decision: ConsentDecision): Promise<string | undefined>
}

/** `operatorKey` may do everything at the management API: it stays on the server. */
export const createMandateConsents = (issuer: string, operatorKey: string): MandateConsents => {
  const urlOf = (interaction: string) => `${issuer}/api/v1/interactions/${encodeURIComponent(interaction)}`
  const authorization = `Bearer ${operatorKey}`
  return {
    async find(interaction) {
      const response = await fetch(urlOf(interaction), { headers: { authorization } })
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`Mandate answered ${response.status}`)
      return (await response.json()) as AskedConsent
    },
    async decide(interaction, decision) {
      const response = await fetch(`${urlOf(interaction)}/decision`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(decision),
      })
      if (response.status === 409) return undefined
      if (!response.ok) throw new Error(`Mandate answered ${response.status}`)
      return ((await response.json()) as { redirectTo: string }).redirectTo
    },
  }
}
