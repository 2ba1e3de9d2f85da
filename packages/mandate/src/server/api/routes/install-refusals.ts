import type { ApproveRefusal } from '../../../platform/installations/decide-approval.ts'
import type { InstallRefusal } from '../../../platform/installations/install.ts'
import type { RequestRefusal } from '../../../platform/installations/request-approval.ts'
import { notFound, Problem } from '../problem.ts'

type Refusal = InstallRefusal | RequestRefusal | ApproveRefusal

const sentences: Readonly<Partial<Record<Refusal, string>>> = {
  approval_required: 'An admin of the organization has to approve it: create an approval request.',
  may_install: 'Nobody needs to be asked: install it.',
  already_granted: 'The organization has granted all of it already.',
  already_decided: 'The request was decided, or its installation is over.',
  not_requested: 'A scope or an actor mode was not asked for.',
  actor_mode_not_allowed: 'The app does not act in one of the actor modes.',
  scope_not_declared: 'The app does not declare one of the scopes.',
  nothing_to_grant: 'Nothing of it is within the ceiling of the organization and open to the actor modes.',
  installation_suspended: 'The installation is suspended: reinstate it first.',
  app_suspended: 'The app is suspended.',
  app_blocked: 'The organization blocks the app.',
  not_on_allow_list: 'The organization installs only apps that it allowed by name.',
}

/** Drafts are as good as not there for who does not manage them. */
const unknown: readonly Refusal[] = ['not_found', 'not_a_member', 'app_unpublished']

/** Why an installation, or a request for one, is refused. */
export const installRefused = (reason: Refusal): Problem => {
  if (unknown.includes(reason)) return notFound()
  if (reason === 'not_allowed') return new Problem('not_allowed', 'An admin of the organization decides it.')
  return new Problem('refused', sentences[reason] ?? 'The organization does not let it in.', { reason })
}
