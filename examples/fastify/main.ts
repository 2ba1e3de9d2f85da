import { guardFromEnvironment } from '../guard-from-environment.ts'
import { createPosts } from '../platform-api/posts.ts'
import { createFastifyApi } from './fastify-api.ts'

await createFastifyApi(guardFromEnvironment(), createPosts()).listen({ port: 4001, host: '127.0.0.1' })
