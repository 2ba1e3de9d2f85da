/** A post of the platform. Times are epoch seconds. */
export interface Post {
  readonly id: string
  readonly title: string
  /** The subject of the token that created it. */
  readonly author: string
  /** The client that created it on the author's behalf. */
  readonly createdWith: string
  readonly createdAt: number
}

/** The posts of the platform, newest first, in memory. */
export interface Posts {
  list(): readonly Post[]
  add(post: { title: string; author: string; createdWith: string }): Post
}

const MOST_POSTS = 200

/** Starts with three posts, so that there is something to read. */
export const createPosts = (): Posts => {
  let count = 0
  const posts: Post[] = []
  const add: Posts['add'] = (post) => {
    count += 1
    const added = { id: `post_${count}`, ...post, createdAt: Math.floor(Date.now() / 1000) }
    posts.unshift(added)
    posts.length = Math.min(posts.length, MOST_POSTS)
    return added
  }
  for (const title of ['Welcome to Northwind', 'How we plan the harbor', 'Lighthouse keepers wanted']) {
    add({ title, author: 'northwind', createdWith: 'northwind' })
  }
  return { list: () => posts, add }
}
