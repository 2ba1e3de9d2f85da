import type { RegisteredApp } from './app.ts'

export interface ListAppsFilter {
  /** Only apps that this user owns or manages, or an organization of which they are an admin owns. */
  readonly people?: { readonly userId: string; readonly organizationIds: readonly string[] } | undefined
  readonly owner?: { readonly kind: 'organization' | 'user'; readonly id: string } | undefined
  readonly published?: boolean | undefined
  /** The id of the last app of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** What those who look after apps read of them. Oldest first. */
export interface ListApps {
  findApp(id: string): Promise<RegisteredApp | undefined>
  listPage(filter: ListAppsFilter): Promise<readonly RegisteredApp[]>
}
