import type { RegisteredApp } from '../../../platform/apps/app.ts'
import type { Subject } from '../../../platform/policy.ts'
import type { Found } from '../route.ts'

export interface FindAppPorts {
  readonly apps: { findApp(id: string): Promise<RegisteredApp | undefined> }
}

/** What the policy is told of an app. */
export const subjectOfApp = ({ id, owner, publishedAt, actsAsUsers }: RegisteredApp): Subject => ({
  appId: id,
  appOwner: owner && { kind: owner.kind, id: owner.id },
  published: publishedAt !== undefined,
  actsAsUsers,
})

export const findApp = async (
  { appId }: { readonly appId: string },
  { apps }: FindAppPorts,
): Promise<Found<RegisteredApp> | undefined> => {
  const thing = await apps.findApp(appId)
  return thing && { thing, subject: subjectOfApp(thing) }
}
