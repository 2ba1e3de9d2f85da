import { guardFromEnvironment } from '../guard-from-environment.ts'
import { createPosts } from '../platform-api/posts.ts'
import { createExpressApi } from './express-api.ts'

createExpressApi(guardFromEnvironment(), createPosts()).listen(4001, '127.0.0.1')
