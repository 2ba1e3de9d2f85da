/** Cursors of pages: opaque, and good only for the list and the filters that they were made for. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../../protocol/sealing.ts'

export type Position = readonly (string | number)[]

export interface Cursors {
  write(list: string, position: Position): string
  /** Undefined for whatever this server did not write for this list. */
  read(list: string, cursor: string): Position | undefined
}

const macLength = 16

/** `list` names the route with its parameters and filters. Former secrets' cursors are good as well. */
export const createCursors = (secrets: readonly [string, ...string[]]): Cursors => {
  const keys = secrets.map((secret) => deriveKey(secret, 'cursors'))
  const mac = (key: Buffer, list: string, payload: Buffer): Buffer =>
    createHmac('sha256', key).update(`${list}\n`).update(payload).digest().subarray(0, macLength)
  const [current = deriveKey(secrets[0], 'cursors')] = keys
  return {
    write(list, position) {
      const payload = Buffer.from(JSON.stringify(position))
      return Buffer.concat([mac(current, list, payload), payload]).toString('base64url')
    },
    read(list, cursor) {
      const bytes = Buffer.from(cursor, 'base64url')
      if (bytes.length <= macLength) return undefined
      const [given, payload] = [bytes.subarray(0, macLength), bytes.subarray(macLength)]
      if (!keys.some((key) => timingSafeEqual(mac(key, list, payload), given))) return undefined
      return JSON.parse(payload.toString('utf8')) as Position
    },
  }
}
