import type { Step } from './sessions.ts'

/** Calls the platform's API with an access token, and says how it went. */
export interface PostsClient {
  read(accessToken: string): Promise<Step>
  create(accessToken: string, title: string): Promise<Step>
}

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

export const createPostsClient = (origin: string): PostsClient => {
  const call = async (method: 'GET' | 'POST', accessToken: string, body?: string): Promise<Step> => {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const response = await fetch(`${origin}/posts`, { method, headers, ...(body !== undefined && { body }) })
    return {
      what: `${method} /posts`,
      outcome: `${response.status} ${response.statusText}`,
      good: response.ok,
      detail: pretty(await response.text()),
    }
  }
  return {
    read: (accessToken) => call('GET', accessToken),
    create: (accessToken, title) => call('POST', accessToken, JSON.stringify({ title })),
  }
}
