import { serve } from '@hono/node-server'
import { guardFromEnvironment } from '../guard-from-environment.ts'
import { createPosts } from '../platform-api/posts.ts'
import { createHonoApi } from './hono-api.ts'

serve({
  fetch: createHonoApi(guardFromEnvironment(), createPosts()).fetch,
  port: 4001,
  hostname: '127.0.0.1',
})
