import { randomInt } from 'node:crypto'
import { tokensOf } from '../client/code-flow.ts'
import type { Ledger, Lineage } from './ledger.ts'
import type { Target } from './target.ts'
import { recordRefresh } from './workload.ts'

/** What was looked at, and each broken promise as a sentence (without the token itself). */
export type Verdict = { checks: number; violations: string[] }

/** Lineages that live on into the next round; the others end by their code's second use. */
const keptLineages = 30

/** Older tokens that are asked about again in each round; at the end all are. */
const sampleSize = 100

/**
 * Compares the restarted server with the ledger. Refresh tokens come first: one whose answer was lost
 * is to be presented within the replay window.
 */
export async function verify(targets: Target[], ledger: Ledger): Promise<Verdict> {
  const verdict: Verdict = { checks: 0, violations: [] }
  await forEach(ledger.lineages, targets, (lineage, target) => checkRefresh(lineage, target, ledger, verdict))
  await checkCodes(targets, ledger, verdict)
  await checkTokens(targets, ledger.takeRecentTokens(), ledger, verdict)
  await checkTokens(targets, sample([...ledger.activeTokens]), ledger, verdict)
  await checkTokens(targets, sample([...ledger.revokedTokens]), ledger, verdict)
  await checkRevokedRefreshTokens(targets, sample([...ledger.revokedRefreshTokens]), verdict)
  return verdict
}

/** The last look: every token of the whole run. */
export async function verifyAll(targets: Target[], ledger: Ledger): Promise<Verdict> {
  const verdict: Verdict = { checks: 0, violations: [] }
  await checkTokens(targets, [...ledger.activeTokens, ...ledger.revokedTokens], ledger, verdict)
  await checkRevokedRefreshTokens(targets, [...ledger.revokedRefreshTokens], verdict)
  return verdict
}

async function checkRefresh(
  lineage: Lineage,
  target: Target,
  ledger: Ledger,
  verdict: Verdict,
): Promise<void> {
  verdict.checks++
  const answer = await target.refresh(lineage.refreshToken)
  if (answer.status === 200) return recordRefresh(ledger, lineage, answer)
  verdict.violations.push(`a refresh token that was given is refused: ${answer.status} ${answer.body}`)
  ledger.lineages.splice(ledger.lineages.indexOf(lineage), 1)
}

async function checkCodes(targets: Target[], ledger: Ledger, verdict: Verdict): Promise<void> {
  const unused = [...ledger.unusedCodes]
  const open = [...ledger.openCodes]
  ledger.unusedCodes.clear()
  ledger.openCodes.clear()
  await forEach(unused, targets, async (code, target) => {
    verdict.checks++
    const answer = await target.redeem(code)
    if (answer.status === 200) await refuseSecondUse(code, target, verdict)
    else verdict.violations.push(`a code that was given is refused: ${answer.status} ${answer.body}`)
  })
  await forEach(open, targets, async (code, target) => {
    verdict.checks++
    const answer = await target.redeem(code)
    if (answer.status === 200) await refuseSecondUse(code, target, verdict)
    else if (answer.status !== 400) verdict.violations.push(`an open code: ${answer.status} ${answer.body}`)
  })
  const ended = ledger.lineages.splice(0, Math.max(0, ledger.lineages.length - keptLineages))
  await forEach(ended, targets, async (lineage, target) => {
    await refuseSecondUse(lineage.code, target, verdict)
    // The second use revoked what the first bought, and that refusal's write must be durable too.
    for (const token of lineage.accessTokens) ledger.markRevoked(token)
    ledger.revokedRefreshTokens.add(lineage.refreshToken)
  })
}

async function refuseSecondUse(code: string, target: Target, verdict: Verdict): Promise<void> {
  verdict.checks++
  const again = await target.redeem(code)
  if (again.status === 200) {
    tokensOf(again)
    verdict.violations.push('a code worked twice')
  } else if (again.status !== 400) {
    verdict.violations.push(`the second use of a code: ${again.status} ${again.body}`)
  }
}

async function checkTokens(
  targets: Target[],
  tokens: string[],
  ledger: Ledger,
  verdict: Verdict,
): Promise<void> {
  await forEach(tokens, targets, async (token, target) => {
    const wanted = ledger.activeTokens.has(token)
    // Forgotten since it was listed.
    if (!wanted && !ledger.revokedTokens.has(token)) return
    verdict.checks++
    if ((await target.isActive(token)) === wanted) return
    verdict.violations.push(wanted ? 'a token that was given is not active' : 'a revoked token is active')
    ledger.forget(token)
  })
}

async function checkRevokedRefreshTokens(
  targets: Target[],
  tokens: string[],
  verdict: Verdict,
): Promise<void> {
  await forEach(tokens, targets, async (token, target) => {
    verdict.checks++
    const answer = await target.refresh(token)
    if (answer.status !== 400) verdict.violations.push(`a revoked refresh token: ${answer.status}`)
  })
}

/** Eight at a time, over all targets in turn. */
async function forEach<Item>(
  items: readonly Item[],
  targets: Target[],
  visit: (item: Item, target: Target) => Promise<void>,
): Promise<void> {
  const waiting = [...items.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const target = targets[next[0] % targets.length]
      if (target) await visit(next[1], target)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

function sample(tokens: string[]): string[] {
  if (tokens.length <= sampleSize) return tokens
  return Array.from({ length: sampleSize }, () => tokens[randomInt(tokens.length)] ?? '')
}
