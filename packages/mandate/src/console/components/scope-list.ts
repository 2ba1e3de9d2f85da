import { type Html, html } from '../html.ts'
import type { Strings } from '../strings/en.ts'
import { badge } from './badge.ts'
import { icon } from './icon.ts'

/** A scope as people read it. */
export interface ScopeText {
  /** The scope's name on the wire. */
  readonly scope: string
  /** What the app can do with it: "Create and edit posts". */
  readonly text: string
  readonly detail?: string | undefined
  /** How much it gives away; decides mark and order. */
  readonly access?: 'read' | 'write' | 'sensitive' | undefined
}

/** Scopes about one thing. */
export interface ScopeGroup {
  readonly title?: string | undefined
  readonly scopes: readonly ScopeText[]
}

const ICONS = { read: icon.eye, write: icon.pencil, sensitive: icon.warning }
const RANK = { read: 0, write: 1, sensitive: 2 }

const rankOf = (scope: ScopeText): number => RANK[scope.access ?? 'read']

/** The order that people see: reading before writing, sensitive things last. */
export const inReadingOrder = <Scope extends ScopeText>(scopes: readonly Scope[]): readonly Scope[] =>
  scopes.toSorted((one, other) => rankOf(one) - rankOf(other))

/** The words of one scope, with its detail and its mark. */
export const scopeWords = ({ text, detail, access }: ScopeText, strings: Strings): Html => html`
<span class="scope-text"><span>${text}</span>
  ${access === 'sensitive' && badge('warning', strings.common.sensitive)}
  ${detail !== undefined && html`<span class="scope-detail">${detail}</span>`}
</span>`

const scopeItem = (scope: ScopeText, strings: Strings): Html => {
  const access = scope.access ?? 'read'
  return html`<li class="scope scope-${access}">${ICONS[access]}${scopeWords(scope, strings)}</li>`
}

/** Scopes in words, group by group. */
export const scopeList = (groups: readonly ScopeGroup[], strings: Strings): Html => html`
<div class="scope-groups">
  ${groups
    .filter((group) => group.scopes.length > 0)
    .map(
      (group) => html`
  <div>
    ${group.title !== undefined && html`<h3 class="scope-group-title">${group.title}</h3>`}
    <ul class="scopes">${inReadingOrder(group.scopes).map((scope) => scopeItem(scope, strings))}</ul>
  </div>`,
    )}
</div>`
