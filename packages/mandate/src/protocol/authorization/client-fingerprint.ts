import { hash } from 'node:crypto'
import type { Client } from '../client.ts'

/**
 * Stands for what a person saw of a client when they consented. When it changes, they are asked again: the name,
 * the owner, and the hosts that receive the codes (a new path on a known host is no news to a person).
 */
export const clientFingerprint = (client: Client): string => {
  const hosts = client.redirectUris.map((uri) => {
    const url = new URL(uri)
    return `${url.protocol}//${url.host}`
  })
  return hash(
    'sha256',
    JSON.stringify([client.name, client.ownerId, [...new Set(hosts)].sort()]),
    'base64url',
  )
}
