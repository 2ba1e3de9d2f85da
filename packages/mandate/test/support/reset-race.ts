/** A process that uses one reset token 25 times at once, when told to, and says how often it was let. */
import { createOneTimeTokenStore } from '../../src/store/one-time-tokens.ts'
import { connectPostgres, openPostgres } from '../../src/store/postgres.ts'

const [, , url = '', hash = '', now = '', name = ''] = process.argv
const database = openPostgres(await connectPostgres(url))
const tokens = createOneTimeTokenStore(database)
const token = await tokens.find(hash, 'reset_password', Number(now))
if (!token) throw new Error('there is no such token')

process.send?.('ready')
process.once('message', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 25 }, (_, index) =>
      tokens.resetPassword(token, `hash of ${name} ${index}`, Number(now), {
        id: `evt_${name}_${index}`,
        at: Number(now),
        action: 'password.reset',
        actor: { type: 'system' },
        subject: { type: 'user', id: token.userId },
        origin: {},
        data: {},
      }),
    ),
  )
  process.send?.(outcomes.filter(Boolean).length)
  await database.close()
  process.disconnect?.()
})
