import type { TokenFacts } from 'mandate-guard'

/** A post of the platform. Times are epoch seconds. */
export interface Post {
  readonly id: string
  readonly title: string
  /** The subject of the token that created it: a person, or the bot of an app. */
  readonly author: string
  /** The client that created it on the author's behalf. */
  readonly createdWith: string
  /** Whether the client acted as itself (`app`), or as a person (`self`), in the organization. */
  readonly actor?: 'app' | 'self'
  readonly createdAt: number
}

/** What the posts need to know of a token. */
export type Author = Pick<TokenFacts, 'subject' | 'clientId' | 'organizationId' | 'actor'>

/** The posts of the platform in memory. Each organization has its own, and so has each person without one. */
export interface Posts {
  /** Those that the token may see, newest first. */
  list(author: Author): readonly Post[]
  add(author: Author, title: string): Post
  /** Deletes one of the author's organization, whoever wrote it. False if there is none with this id there. */
  remove(author: Author, id: string): boolean
}

const MOST_POSTS = 200

/** The only thing that says whose posts they are: nothing that an app could send. */
const spaceOf = ({ organizationId, subject }: Author): string => organizationId ?? subject

/** Starts with three posts that everybody sees, so that there is something to read. */
export const createPosts = (): Posts => {
  let count = 0
  const make = (title: string, { subject, clientId = 'an API key', actor }: Author): Post => {
    count += 1
    const createdAt = Math.floor(Date.now() / 1000)
    const id = `post_${count}`
    return { id, title, author: subject, createdWith: clientId, ...(actor && { actor }), createdAt }
  }
  const northwind = { subject: 'northwind', clientId: 'northwind' }
  const welcome = ['Welcome to Northwind', 'How we plan the harbor', 'Lighthouse keepers wanted']
    .map((title) => make(title, northwind))
    .reverse()
  const written: { readonly space: string; readonly post: Post }[] = []
  return {
    list: (author) => {
      const own = written.filter(({ space }) => space === spaceOf(author)).map(({ post }) => post)
      return [...own, ...welcome]
    },
    add: (author, title) => {
      const post = make(title, author)
      written.unshift({ space: spaceOf(author), post })
      written.length = Math.min(written.length, MOST_POSTS)
      return post
    },
    remove: (author, id) => {
      const index = written.findIndex(({ space, post }) => space === spaceOf(author) && post.id === id)
      if (index >= 0) written.splice(index, 1)
      return index >= 0
    },
  }
}
