import { z } from 'zod'
import { clientIdField, manifestShape } from '../apps/manifest-schema.ts'
import { checked, email } from './state-fields.ts'

/** An app and its client, as one entry of the state file: its manifest, and what the platform says of it. */
export const appSchema = z.strictObject({
  clientId: clientIdField,
  /** Left out: what is there stays, and `mandate app secret` makes one. */
  clientSecret: checked((text) =>
    /^[ -~]{16,255}$/.test(text) ? undefined : 'must be 16 to 255 printable ASCII characters',
  ).optional(),
  ...manifestShape,
  /** Left out: what is there stays, and a new app gets those of the catalogue that are default. */
  scopes: manifestShape.scopes.unwrap().optional(),
  /** The slug of an organization or the e-mail of a user. Left out: the platform itself. */
  owner: z.string().min(1).optional(),
  /** E-mails of users who manage it beside its owner. Left out: stays as it is. */
  managers: z.array(email).optional(),
  /** Whether others than those who manage it can use it. */
  published: z.boolean().default(true),
  /** Whether the platform has looked at who publishes it. Left out: stays as it is. */
  verified: z.boolean().optional(),
  /** Whether it may act as users who did not consent (`actAsUserId`). */
  actsAsUsers: z.boolean().default(false),
})

export type AppEntry = z.output<typeof appSchema>

/** An entry whose scopes are known. */
export type WholeAppEntry = AppEntry & { readonly scopes: string[] }
