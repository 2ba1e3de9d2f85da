import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Guard, getToken, honoGuard, serveMetadata } from 'mandate-guard'
import { noTitle, postTitle } from '../platform-api/post-title.ts'
import type { Posts } from '../platform-api/posts.ts'

/** The posts API on Hono. */
export const createHonoApi = (guard: Guard, posts: Posts): Hono => {
  const app = new Hono()
  const metadata = serveMetadata(guard)
  app.all('/.well-known/oauth-protected-resource/*', (c) => metadata(c.req.raw))

  app.get('/posts', honoGuard(guard, { scopes: ['posts:read'] }), (c) =>
    c.json({ posts: posts.list(getToken(c)) }),
  )

  app.post(
    '/posts',
    honoGuard(guard, { scopes: ['posts:write'] }),
    bodyLimit({ maxSize: 16_384 }),
    async (c) => {
      const title = postTitle(await c.req.json().catch(() => undefined))
      return title ? c.json({ post: posts.add(getToken(c), title) }, 201) : c.json(noTitle, 422)
    },
  )
  return app
}
