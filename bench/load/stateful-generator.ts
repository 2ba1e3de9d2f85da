/**
 * A load generator for scenarios in which each request needs the answer before it (wrk can't carry
 * that): reads a plan as JSON from stdin, drives it, prints a result as one JSON line. Runs as its own
 * process, so that it can be pinned to a core.
 */
import { text } from 'node:stream/consumers'
import { KeepAliveConnection, type RawAnswer } from './keep-alive-connection.ts'
import type { LoadResult } from './load.ts'

/** What to drive. Paths and headers are complete; the generator adds only what changes. */
export type StatefulPlan = {
  port: number
  seconds: number
  tokenPath: string
  authorization: string
} & (
  | { kind: 'refresh'; refreshTokens: string[] }
  | {
      kind: 'flow'
      connections: number
      authorizePath: string
      cookie: string
      redirectUri: string
      codeVerifier: string
    }
)

type Loop = (connection: KeepAliveConnection, index: number, tally: Tally) => void
type Tally = { open: () => boolean; count: (startedAt: number) => void; fail: (answer: RawAnswer) => void }

const plan: StatefulPlan = JSON.parse(await text(process.stdin))
const host = `127.0.0.1:${plan.port}`

function tokenRequest(body: string): string {
  return (
    `POST ${plan.tokenPath} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${plan.authorization}\r\n` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  )
}

/** Each connection keeps its own chain: it presents the refresh token that the last answer gave. */
function refreshLoop(tokens: string[]): Loop {
  return (connection, index, tally) => {
    let token = tokens[index] ?? ''
    const turn = () => {
      if (!tally.open()) return connection.close()
      const startedAt = performance.now()
      connection.send(tokenRequest(`grant_type=refresh_token&refresh_token=${token}`), (answer) => {
        const successor = /"refresh_token":"([^"]+)"/.exec(answer.body)?.[1]
        if (answer.status === 200 && successor) {
          token = successor
          tally.count(startedAt)
          turn()
        } else {
          // The chain is lost: this connection has nothing more to present.
          tally.fail(answer)
          connection.close()
        }
      })
    }
    turn()
  }
}

/** Authorize with the session's cookie, take the code from the redirect, redeem it. */
function flowLoop(flow: StatefulPlan & { kind: 'flow' }): Loop {
  const authorizeRequest = `GET ${flow.authorizePath} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${flow.cookie}\r\n\r\n`
  const bodyEnd = `&redirect_uri=${encodeURIComponent(flow.redirectUri)}&code_verifier=${flow.codeVerifier}`
  return (connection, _index, tally) => {
    const turn = () => {
      if (!tally.open()) return connection.close()
      const startedAt = performance.now()
      connection.send(authorizeRequest, (redirect) => {
        const code = /\r\nlocation: [^\r]*[?&]code=([^&\r]+)/i.exec(redirect.head)?.[1]
        if (redirect.status < 302 || redirect.status > 303 || !code) {
          tally.fail(redirect)
          return turn()
        }
        connection.send(tokenRequest(`grant_type=authorization_code&code=${code}${bodyEnd}`), (answer) => {
          if (answer.status === 200) tally.count(startedAt)
          else tally.fail(answer)
          turn()
        })
      })
    }
    turn()
  }
}

const latencies: number[] = []
const failures: RawAnswer[] = []
let open = true
const tally: Tally = {
  open: () => open && failures.length < 50,
  count: (startedAt) => latencies.push(performance.now() - startedAt),
  fail: (answer) => failures.push(answer),
}
const connections = plan.kind === 'refresh' ? plan.refreshTokens.length : plan.connections
const loop = plan.kind === 'refresh' ? refreshLoop(plan.refreshTokens) : flowLoop(plan)
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
setTimeout(() => {
  open = false
}, plan.seconds * 1000)
for (let index = 0; index < connections; index++) loop(new KeepAliveConnection(plan.port), index, tally)

process.on('beforeExit', () => {
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  latencies.sort((a, b) => a - b)
  const percentile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  const [first] = failures
  const result: LoadResult = {
    answers: latencies.length,
    seconds,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    generatorCpuSeconds: (cpu.user + cpu.system) / 1e6,
    failures: failures.length,
    ...(first && {
      firstFailure: `${first.status} ${first.head.split('\r\n')[0]} ${first.body.slice(0, 300)}`,
    }),
  }
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit())
})
