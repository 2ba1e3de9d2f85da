/** Who is acting. */
export type Actor =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'app'; readonly appId: string }
  | { readonly type: 'installation'; readonly installationId: string }
  /** Somebody with access to the machine, the command line or the operator's pages. */
  | { readonly type: 'operator'; readonly name?: string | undefined }
  /** Mandate itself: a job, a first start. */
  | { readonly type: 'system' }

/** What names the actor within its type; undefined where the type says all. */
export const actorId = (actor: Actor): string | undefined => {
  switch (actor.type) {
    case 'user':
      return actor.userId
    case 'app':
      return actor.appId
    case 'installation':
      return actor.installationId
    case 'operator':
      return actor.name
    case 'system':
      return undefined
  }
}
