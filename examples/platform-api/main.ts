import { guardFromEnvironment } from '../guard-from-environment.ts'
import { listen } from '../listen.ts'
import { createPlatformApi } from './platform-api.ts'

const guard = guardFromEnvironment()
const { origin } = await listen(Number(process.env.PORT ?? 4001), () => createPlatformApi(guard))
console.log(`The Northwind API listens on ${origin}`)
