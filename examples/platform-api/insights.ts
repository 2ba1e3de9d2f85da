import type { Post } from './posts.ts'

/** How many posts apps wrote as themselves, and how many were written as people. */
export const insightsOf = (
  posts: readonly Post[],
): { readonly byApps: number; readonly byPeople: number } => {
  const byApps = posts.filter(({ actor }) => actor === 'app').length
  return { byApps, byPeople: posts.length - byApps }
}
