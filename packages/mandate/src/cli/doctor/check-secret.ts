import { existsSync, statSync } from 'node:fs'
import { createSealer } from '../../protocol/sealing.ts'
import { secretFile } from '../../server/config/deployment-secrets.ts'
import { ConfigurationError, deploymentSecrets, type ServerConfig } from '../../server/config.ts'
import { openStore } from '../../store/open.ts'
import { createSigningKeyStore } from '../../store/signing-keys.ts'
import type { Finding } from './finding.ts'

const check = 'secret'

/** The kids of the signing keys that the secrets do not open. */
const lostKeys = async (config: ServerConfig): Promise<string[]> => {
  if (config.database.dialect === 'sqlite' && !existsSync(config.database.path)) return []
  const database = await openStore(config, { migrate: false, connections: 1 })
  try {
    const keys = await createSigningKeyStore(database).listSigningKeys()
    const sealer = createSealer(await deploymentSecrets(config), 'signing keys')
    return keys
      .filter(({ kid, sealedPrivateKey }) => {
        try {
          sealer.open(sealedPrivateKey, `signing key ${kid}`)
          return false
        } catch {
          return true
        }
      })
      .map((key) => key.kid)
  } finally {
    await database.close()
  }
}

const checkFile = (file: string): Finding[] => {
  if ((statSync(file).mode & 0o077) === 0) return []
  const message = `other users of this computer may read ${file}`
  return [{ check, status: 'warning', message, fix: `chmod 600 ${file}` }]
}

/** Whether there is a secret, kept to itself, that opens what was sealed. Makes none. */
export const checkSecret = async (config: ServerConfig): Promise<Finding[]> => {
  const file = secretFile(config)
  const isMade = config.secret === undefined
  if (isMade && !existsSync(file)) {
    return [{ check, status: 'ok', message: `one is made in ${file} at first start` }]
  }
  try {
    const lost = await lostKeys(config)
    if (lost.length > 0) {
      const message = `the secret does not open the signing keys ${lost.join(', ')}`
      const fix =
        'set secret (MANDATE_SECRET) to the one with which they were made, or add that one to formerSecrets'
      return [{ check, status: 'problem', message, fix }]
    }
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((message) => ({ check, status: 'problem', message }))
    // Without a schema there is nothing sealed; a database that cannot be used is told of by its own check.
  }
  return [{ check, status: 'ok', message: 'opens what it sealed' }, ...(isMade ? checkFile(file) : [])]
}
