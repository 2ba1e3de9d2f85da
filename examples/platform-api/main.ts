import { createGuard } from 'mandate-guard'
import { listen } from '../listen.ts'
import { createPlatformApi } from './platform-api.ts'

// The API on its own: PORT, MANDATE_ISSUER, RESOURCE, CLIENT_ID and CLIENT_SECRET say where and for whom.
const {
  PORT = '4001',
  MANDATE_ISSUER = 'http://localhost:4000',
  RESOURCE,
  CLIENT_ID,
  CLIENT_SECRET,
} = process.env

const guard = createGuard({
  issuer: MANDATE_ISSUER,
  audience: RESOURCE ?? '',
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  realm: 'Northwind',
  onError: (error) => console.error(error.message),
})
const { origin } = await listen(Number(PORT), () => createPlatformApi(guard))
console.log(`The Northwind API listens on ${origin}`)
