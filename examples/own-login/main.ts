import { createAccounts } from './accounts.ts'
import { createMandateConsents } from './mandate-consents.ts'
import { createMandateLogins } from './mandate-logins.ts'
import { createPlatform } from './platform.ts'

const { MANDATE_ISSUER = 'http://localhost:4000', OPERATOR_KEY = '', ADA_PASSWORD = '' } = process.env
if (OPERATOR_KEY === '' || ADA_PASSWORD === '') throw new Error('set OPERATOR_KEY and ADA_PASSWORD')

const accounts = createAccounts([
  {
    id: 'ada',
    email: 'ada@northwind.example',
    name: 'Ada Lovelace',
    password: ADA_PASSWORD,
    teams: [{ id: 'team-1', name: 'Engines', role: 'owner' }],
  },
])
const logins = createMandateLogins(MANDATE_ISSUER, OPERATOR_KEY)
const consents = createMandateConsents(MANDATE_ISSUER, OPERATOR_KEY)
createPlatform(accounts, logins, consents).listen(4003, '127.0.0.1')
