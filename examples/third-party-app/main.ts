import { listen } from '../listen.ts'
import { createThirdPartyApp } from './third-party-app.ts'

// The app on its own: where the platform is and what the app was given when it was registered there.
const {
  PORT = '4002',
  MANDATE_ISSUER = 'http://localhost:4000',
  API_ORIGIN = 'http://127.0.0.1:4001',
} = process.env
const { RESOURCE = API_ORIGIN, CLIENT_ID = '', CLIENT_SECRET = '' } = process.env

const { origin } = await listen(Number(PORT), (self) =>
  createThirdPartyApp({
    origin: self,
    issuer: MANDATE_ISSUER,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    apiOrigin: API_ORIGIN,
    resource: RESOURCE,
  }),
)
console.log(`Acme Sync listens on ${origin}`)
