/** The parts of which the API's schemas are made. */
import { z } from 'zod'

/** Epoch seconds inside, RFC 3339 on the wire. */
export const time = z.codec(z.int(), z.iso.datetime(), {
  decode: (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
  encode: (text) => Math.floor(new Date(text).getTime() / 1000),
})

/** A time that a caller sends. Epoch seconds inside. */
export const givenTime = z.iso
  .datetime({ offset: true })
  .transform((text) => Math.floor(new Date(text).getTime() / 1000))

/** Query parameters of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many at most.' }),
  cursor: z.string().min(1).max(1000).optional().meta({ description: 'The next_cursor of the page before.' }),
}

export const listQuery = z.strictObject(pageQuery)
