/**
 * An in-memory store for oidc-provider at its best: plain maps. The one that it brings keeps the last
 * 1,000 entries only, so that a run would lose its own session, and walks all tokens of a grant whenever
 * it adds one; it is meant for a quick start, and measuring it would flatter us.
 */
type Payload = Record<string, unknown> & { uid?: string; grantId?: string; consumed?: number }

const membersOfGrant = new Map<string, Set<() => void>>()

/** One kind of entry (`AccessToken`, `Session`, …), as oidc-provider's adapter interface wants it. */
export class MemoryAdapter {
  readonly #entries = new Map<string, Payload>()
  readonly #idOfUid = new Map<string, string>()
  readonly #kind: string

  constructor(kind: string) {
    this.#kind = kind
  }

  async upsert(id: string, payload: Payload): Promise<void> {
    const known = this.#entries.has(id)
    this.#entries.set(id, payload)
    if (this.#kind === 'Session' && payload.uid) this.#idOfUid.set(payload.uid, id)
    if (known || !payload.grantId || this.#kind === 'Grant') return
    const members = membersOfGrant.get(payload.grantId) ?? new Set()
    members.add(() => this.#entries.delete(id))
    membersOfGrant.set(payload.grantId, members)
  }

  async find(id: string): Promise<Payload | undefined> {
    return this.#entries.get(id)
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return this.#entries.get(this.#idOfUid.get(uid) ?? '')
  }

  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    const payload = this.#entries.get(id)
    if (payload) payload.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const remove of membersOfGrant.get(grantId) ?? []) remove()
    membersOfGrant.delete(grantId)
  }
}
