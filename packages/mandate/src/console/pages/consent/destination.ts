import type { Destination } from './consent-props.ts'

/** Where a redirect URI leads, as people need to know it. It is one that was registered: https, loopback or an app. */
export const destinationOf = (redirectUri: string): Destination => {
  const { protocol, host } = new URL(redirectUri)
  switch (protocol) {
    case 'https:':
      return { kind: 'host', host }
    case 'http:':
      return { kind: 'loopback', host }
    default:
      return { kind: 'scheme', scheme: protocol.slice(0, -1) }
  }
}
