import { randomInt } from 'node:crypto'
import { tokensOf } from '../client/code-flow.ts'
import type { Answer } from '../client/exchange.ts'
import type { Ledger, Lineage } from './ledger.ts'
import type { Target } from './target.ts'

/** Load that is running. */
export type Workload = {
  /** Stops after the requests under way. The result counts answers, and those that were not expected. */
  stop(): Promise<WorkloadResult>
}

/** `refusals`: complete answers with an unexpected status, by kind. */
export type WorkloadResult = { answered: number; unanswered: number; refusals: string[] }

/** Starts `workers` loops against each target; what they are given goes to the ledger. */
export function startWorkload(targets: Target[], ledger: Ledger, workers: number): Workload {
  const result: WorkloadResult = { answered: 0, unanswered: 0, refusals: [] }
  let stopped = false
  const loop = async (target: Target) => {
    while (!stopped) {
      try {
        await oneOperation(target, ledger, result)
      } catch {
        // The connection broke: the server was killed. Its other workers find the same.
        result.unanswered++
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const loops = targets.flatMap((target) => Array.from({ length: workers }, () => loop(target)))
  return {
    async stop() {
      stopped = true
      await Promise.all(loops)
      return result
    },
  }
}

async function oneOperation(target: Target, ledger: Ledger, result: WorkloadResult): Promise<void> {
  const dice = randomInt(100)
  if (dice < 40) await clientToken(target, ledger, result)
  else if (dice < 70) await codeFlow(target, ledger, result)
  else if (dice < 92) await refresh(target, ledger, result)
  else await revoke(target, ledger, result)
}

async function clientToken(target: Target, ledger: Ledger, result: WorkloadResult): Promise<void> {
  const answer = await target.clientToken()
  if (expected('client credentials', answer, result)) ledger.addToken(tokensOf(answer).access_token)
}

async function codeFlow(target: Target, ledger: Ledger, result: WorkloadResult): Promise<void> {
  const { code, answer: redirect } = await target.code()
  if (code === undefined) {
    expected('authorize', { ...redirect, status: redirect.status === 200 ? 0 : redirect.status }, result)
    return
  }
  result.answered++
  ledger.unusedCodes.add(code)
  // Some stay unused: a code that was given must be redeemable after the restart.
  if (randomInt(10) === 0) return
  ledger.unusedCodes.delete(code)
  ledger.openCodes.add(code)
  const answer = await target.redeem(code)
  if (answer.status >= 500) return void expected('code', answer, result)
  ledger.openCodes.delete(code)
  if (!expected('code', answer, result)) return
  const { access_token, refresh_token } = tokensOf(answer)
  if (refresh_token === undefined) return void result.refusals.push('code: no refresh token')
  ledger.addToken(access_token)
  ledger.lineages.push({ code, accessTokens: [access_token], refreshToken: refresh_token, busy: false })
}

async function refresh(target: Target, ledger: Ledger, result: WorkloadResult): Promise<void> {
  const lineage = borrow(ledger)
  if (!lineage) return clientToken(target, ledger, result)
  try {
    const answer = await target.refresh(lineage.refreshToken)
    if (expected('refresh', answer, result)) recordRefresh(ledger, lineage, answer)
  } finally {
    lineage.busy = false
  }
}

/** Takes over the successor and the new access token of an answered refresh. */
export function recordRefresh(ledger: Ledger, lineage: Lineage, answer: Answer): void {
  const { access_token, refresh_token } = tokensOf(answer)
  lineage.refreshToken = refresh_token ?? lineage.refreshToken
  lineage.accessTokens.push(access_token)
  ledger.addToken(access_token)
}

async function revoke(target: Target, ledger: Ledger, result: WorkloadResult): Promise<void> {
  const lineage = randomInt(3) === 0 ? borrow(ledger) : undefined
  if (lineage) {
    ledger.lineages.splice(ledger.lineages.indexOf(lineage), 1)
    // Whether its access tokens end with it is the server's policy: they are not looked at again.
    for (const token of lineage.accessTokens) ledger.forget(token)
    const answer = await target.revoke(lineage.refreshToken)
    if (expected('revoke', answer, result)) ledger.revokedRefreshTokens.add(lineage.refreshToken)
    return
  }
  const token =
    (await target.clientToken().then((answer) => answer.status === 200 && tokensOf(answer))) || undefined
  if (!token) return
  const answer = await target.revoke(token.access_token)
  if (expected('revoke', answer, result)) ledger.markRevoked(token.access_token)
}

function borrow(ledger: Ledger): Lineage | undefined {
  const lineage = ledger.lineages[randomInt(Math.max(1, ledger.lineages.length))]
  if (!lineage || lineage.busy) return undefined
  lineage.busy = true
  return lineage
}

function expected(kind: string, answer: Answer, result: WorkloadResult): boolean {
  if (answer.status === 200) {
    result.answered++
    return true
  }
  result.refusals.push(`${kind}: ${answer.status} ${answer.body.slice(0, 160)}`)
  return false
}
