import { pino } from 'pino'
import type { LogLevel } from './config/server-config.ts'

/** The process's log: JSON lines on standard error. Callers name what they log; nothing logs whole requests. */
export interface Log {
  error(facts: object, message: string): void
  warn(facts: object, message: string): void
  info(facts: object, message: string): void
  debug(facts: object, message: string): void
}

/** Should a caller err, these never reach a line. */
const secrets = [
  'token',
  'secret',
  'password',
  'code',
  'authorization',
  'cookie',
  'clientSecret',
  'accessToken',
  'refreshToken',
]

export const createLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
      redact: {
        paths: secrets.filter((name) => name !== 'code').flatMap((name) => [name, `*.${name}`]),
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
