import { createServer } from 'node:http'
import { guardFromEnvironment } from '../guard-from-environment.ts'
import { createPosts } from '../platform-api/posts.ts'
import { createNodeHttpApi } from './node-http-api.ts'

createServer(createNodeHttpApi(guardFromEnvironment(), createPosts())).listen(4001, '127.0.0.1')
