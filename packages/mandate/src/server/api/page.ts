import type { Page } from './route.ts'

/** The page of items of which the store was asked for one more than fit, which tells whether there are more. */
export const pageOf = <Item>(
  found: readonly Item[],
  limit: number,
  position: (item: Item) => string | number,
): Page<Item> => {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? [position(last)] : undefined }
}

/** The same of a list that is short enough to be at hand as a whole. */
export const pageOfAll = <Item>(
  all: readonly Item[],
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
  position: (item: Item) => string,
): Page<Item> => {
  const sorted = [...all].sort((left, right) => (position(left) < position(right) ? -1 : 1))
  const rest = after === undefined ? sorted : sorted.filter((item) => position(item) > after)
  return pageOf(rest.slice(0, limit + 1), limit, position)
}

/** The text after which a page begins. */
export const textAfter = (after: readonly (string | number)[] | undefined): string | undefined =>
  after === undefined ? undefined : String(after[0])
