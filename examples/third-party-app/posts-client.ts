import type { Step } from './sessions.ts'

/** What became of a call; `status` is HTTP's. */
export type Called = Step & { readonly status: number }

/** Calls the platform's API with an access token, and says how it went. `self` is the `sub` of the token. */
export interface PostsClient {
  read(accessToken: string, self: string): Promise<Called>
  create(accessToken: string, title: string): Promise<Called>
  /** The newest post that somebody wrote with this app. */
  deleteNewest(accessToken: string): Promise<Called>
  insights(accessToken: string): Promise<Called>
}

interface Post {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly createdWith: string
  readonly actor?: 'app' | 'self'
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const postsIn = (body: string): readonly Post[] =>
  (parsed(body) as { posts?: Post[] } | undefined)?.posts ?? []

export const createPostsClient = (origin: string, clientId: string): PostsClient => {
  const call = async (method: string, path: string, accessToken: string, content?: object) => {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      ...(content && { 'content-type': 'application/json' }),
    }
    const response = await fetch(`${origin}${path}`, {
      method,
      headers,
      ...(content && { body: JSON.stringify(content) }),
    })
    const body = await response.text()
    const json = parsed(body)
    const step: Called = {
      what: `${method} ${path}`,
      outcome: `${response.status} ${response.statusText}`,
      good: response.ok,
      status: response.status,
      ...(body && { detail: json === undefined ? body : JSON.stringify(json, null, 2) }),
    }
    return { step, body }
  }

  const writer = ({ author, createdWith, actor }: Post, self: string): string => {
    const app = createdWith === clientId ? 'Acme Sync' : createdWith
    if (author === createdWith) return author
    if (actor === 'app') return `${app}'s bot`
    return `${author === self ? 'you' : 'somebody else'}, with ${app}`
  }

  return {
    read: async (accessToken, self) => {
      const { step, body } = await call('GET', '/posts', accessToken)
      return { ...step, told: postsIn(body).map((post) => `“${post.title}”, by ${writer(post, self)}`) }
    },
    create: async (accessToken, title) => (await call('POST', '/posts', accessToken, { title })).step,
    deleteNewest: async (accessToken) => {
      const listed = await call('GET', '/posts', accessToken)
      const newest = postsIn(listed.body).find(({ createdWith }) => createdWith === clientId)
      if (newest) return (await call('DELETE', `/posts/${newest.id}`, accessToken)).step
      if (!listed.step.good) return listed.step
      return { ...listed.step, told: ['There is no post of Acme Sync here to delete: create one first.'] }
    },
    insights: async (accessToken) => (await call('GET', '/insights', accessToken)).step,
  }
}
