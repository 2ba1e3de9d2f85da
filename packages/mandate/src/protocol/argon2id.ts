/** Argon2id (RFC 9106) as PHC strings: for what people choose, and could be guessed. */
import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { randomBytes } from './random.ts'

const derive = promisify(argon2)

/**
 * OWASP's first choice: 46 MiB, one pass, one lane. Above 32 MiB the C library maps memory for each hash and gives it
 * back at once; below, it would keep what it once had, and the process would stay as large as its busiest moment.
 */
const chosen = { memory: 47_104, passes: 1, parallelism: 1 }
const tagLength = 32

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

export const hashArgon2id = async (text: string): Promise<string> => {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: text, nonce, tagLength, ...chosen })
  return `$argon2id$v=19$m=${chosen.memory},t=${chosen.passes},p=${chosen.parallelism}$${base64(nonce)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether the text is the one that was hashed; false for a hash of another form. */
export const verifyArgon2id = async (stored: string, text: string): Promise<boolean> => {
  const match = phc.exec(stored)
  if (!match) return false
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match
  const expected = Buffer.from(tag, 'base64')
  const actual = await derive('argon2id', {
    message: text,
    nonce: Buffer.from(nonce, 'base64'),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  })
  return timingSafeEqual(expected, actual)
}
