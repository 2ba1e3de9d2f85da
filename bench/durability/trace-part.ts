import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tokensOf } from '../client/code-flow.ts'
import { Instances } from './instances.ts'
import { Ledger } from './ledger.ts'
import { readTrace } from './trace-events.ts'
import { checkOrder, type TraceVerdict } from './trace-order.ts'
import { recordRefresh } from './workload.ts'

const batches = 20
const atOnce = 8

/**
 * Runs the server under strace, makes token requests (several at a time, so that commits are grouped)
 * and reads from the trace that every answer waited for its `fdatasync`.
 */
export async function traceOrder(directory: string): Promise<TraceVerdict> {
  const traceFile = join(directory, 'strace.txt')
  const database = join(directory, 'mandate.db')
  const instances = await Instances.start({
    database: `sqlite:${database}`,
    directory,
    count: 1,
    prefix: [
      // -D: the server, not strace, is our child, and gets our signals.
      ...['strace', '-D', '-f', '-y', '-xx', '-s', '9000', '-o', traceFile],
      ...['-e', 'trace=fdatasync,fsync,pwrite64,write,writev,sendto'],
    ],
  })
  try {
    const [target] = instances.targets
    if (!target) throw new Error('no target')
    const ledger = new Ledger()
    for (let batch = 0; batch < batches; batch++) {
      await Promise.all(
        Array.from({ length: atOnce }, async (_, at) => {
          if (at % 4 !== 0) return tokensOf(await target.clientToken())
          const { code = '' } = await target.code()
          const { access_token, refresh_token = '' } = tokensOf(await target.redeem(code))
          const lineage = { code, accessTokens: [access_token], refreshToken: refresh_token, busy: false }
          return recordRefresh(ledger, lineage, await target.refresh(refresh_token))
        }),
      )
    }
  } finally {
    await instances.stop()
  }
  return checkOrder(readTrace(await completeTrace(traceFile)), `${database}-wal`)
}

/** strace writes the last lines a moment after the server has ended. */
async function completeTrace(file: string): Promise<string> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(50)) {
    const trace = await readFile(file, 'latin1')
    if (/\+\+\+ (exited|killed)[^\n]*\n$/.test(trace)) return trace
  }
  throw new Error(`${file} is not complete`)
}
