import { type Child, type Html, html } from '../html.ts'

/** Where a form goes and what goes with it unseen: the CSRF token, the interaction it belongs to. */
export interface FormTarget {
  readonly action: string
  readonly hidden?: Readonly<Record<string, string>> | undefined
}

/** A form post. All that our pages change goes this way. */
export const form = (target: FormTarget, content: Child, className = 'stack'): Html => html`
<form class="${className}" method="post" action="${target.action}">
  ${Object.entries(target.hidden ?? {}).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}
  ${content}
</form>`
