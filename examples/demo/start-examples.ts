import { createGuard, type Guard } from 'mandate-guard'
import { type Listening, listen } from '../listen.ts'
import { createPlatformApi } from '../platform-api/platform-api.ts'
import { createThirdPartyApp } from '../third-party-app/third-party-app.ts'
import type { DemoWorld } from './world.ts'

/** The example API and the example third-party app, where they are reached. */
export interface RunningExamples {
  readonly apiOrigin: string
  readonly appOrigin: string
  close(): Promise<void>
}

/** Starts both at their usual ports, or at free ones. The server need not run yet. */
export const startExamples = async (
  issuer: string,
  { resource, scopes, api, app, accounts, platformName }: DemoWorld,
): Promise<RunningExamples> => {
  const guards: Guard[] = []
  const createApi = (origin: string) => {
    const guard = createGuard({
      issuer,
      audience: resource,
      ...api,
      realm: platformName,
      // The name of the API is not where the demo listens.
      metadata: {
        name: `The API of ${platformName}`,
        scopes,
        url: `${origin}/.well-known/oauth-protected-resource`,
      },
      reportScopeUses: true,
      onError: (error) => console.error(`The example API cannot check a token: ${error.message}`),
    })
    guards.push(guard)
    return createPlatformApi(guard)
  }
  const [person] = accounts
  const started: Listening[] = []
  const start = async (...given: Parameters<typeof listen>) => {
    const listening = await listen(...given)
    started.push(listening)
    return listening.origin
  }
  const close = async () => void (await Promise.all([...started, ...guards].map((one) => one.close())))
  try {
    const apiOrigin = await start(4001, createApi)
    const note = person && `In this demo, sign in as ${person.email} with the password ${person.password}`
    const appOrigin = await start(4002, (origin) =>
      createThirdPartyApp({ origin, issuer, ...app, apiOrigin, resource, ...(note && { note }) }),
    )
    return { apiOrigin, appOrigin, close }
  } catch (error) {
    await close()
    throw error
  }
}
