import { type Problem, problemsOf } from '../input/problems.ts'
import { type Manifest, manifestSchema } from './manifest-schema.ts'

/** Keys of a state file's entry that say something of an app, but are not its own to say. */
const elsewhere: Readonly<Record<string, string>> = {
  owner: 'is not part of a manifest: whoever registers the app owns it, and can hand it over',
  managers: 'is not part of a manifest: managers are added to the app',
  clientSecret: 'is not part of a manifest: secrets are made here, and shown once',
  published: 'is not part of a manifest: an app begins as a draft, and is published when it is ready',
  verified: 'is not part of a manifest: operators say it of an app',
  actsAsUsers: 'is not part of a manifest: operators say it of an app',
}

export type ParsedManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads a manifest's form, and tells every problem of it at once. */
export const parseManifest = (value: unknown): ParsedManifest => {
  const parsed = manifestSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return { ok: true, manifest: parsed.data }
  return {
    ok: false,
    problems: problemsOf(parsed.error, manifestSchema).map(({ path, message }) => {
      const [key, ...deeper] = path
      const hint = deeper.length === 0 && typeof key === 'string' ? elsewhere[key] : undefined
      return { path, message: hint ?? message }
    }),
  }
}
