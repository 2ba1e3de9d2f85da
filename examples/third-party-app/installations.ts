import { button, escapeHtml } from './html.ts'
import type { Installation, Session } from './sessions.ts'
import { tokenRows } from './token-rows.ts'

/** Names an installation in addresses and on the page: one organization may have the app in both ways. */
export const keyOf = ({ organization, actor }: Installation): string => `${organization}-${actor}`

const installed = (installation: Installation): string => {
  const { organization, actor, subject, tokens } = installation
  const key = keyOf(installation)
  const action = (name: string, label: string, quiet = false) =>
    button(`/installations/${key}/${name}`, `${key}-${name}`, label, quiet)
  return `
  <section class="card" id="${escapeHtml(key)}" aria-labelledby="${escapeHtml(key)}-heading">
    <h2 id="${escapeHtml(key)}-heading">In ${escapeHtml(organization)}, ${actor === 'app' ? 'as itself' : 'as you'}</h2>
    <dl>
      <dt>Acts as</dt>
      <dd>${actor === 'app' ? 'Acme Sync’s bot' : 'you'} <code>${escapeHtml(subject)}</code></dd>
      ${tokenRows(tokens, `${key}-access-token`)}
    </dl>
    <div class="actions">
      ${action('read-posts', 'Read posts')}
      ${action('create-post', 'Create a post')}
      ${action('delete-newest', 'Delete the newest post', true)}
      ${action('insights', 'Insights', true)}
      ${tokens.refreshToken ? action('refresh', 'Refresh the token', true) : ''}
      ${actor === 'app' ? action('act-as-itself', 'Act without any person', true) : ''}
    </div>
  </section>`
}

const install = `
  <section class="card" aria-labelledby="install">
    <h2 id="install">Install Acme Sync in an organization</h2>
    <p class="soft">It works there with the organization’s posts, until an admin removes it. As itself it stays when you
      leave; as you it can never do more than you may yourself. If you may not install apps there, your admins are
      asked.</p>
    <div class="actions">
      <a class="button" id="install-as-itself" href="/install?actor=app">Install as Acme Sync’s bot</a>
      <a class="button quiet" id="install-as-you" href="/install?actor=self">Install to act as you</a>
    </div>
  </section>`

/** The organizations that have the app, and how one more gets it. */
export const renderInstallations = (session: Session | undefined): string =>
  (session?.installations ?? []).map(installed).join('') + install
