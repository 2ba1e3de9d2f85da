import { linkButton } from '../../components/button.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface RequestStatusProps {
  readonly context: ViewContext
  readonly appName: string
  readonly organization: string
  /** What became of it; `ended`: nobody decided, and nobody will. */
  readonly status: 'waiting' | 'approved' | 'denied' | 'ended'
  /** In the words of who decided. */
  readonly note: string | undefined
  readonly homeUrl: string
}

/** What became of a request, for the person who made it. */
export const requestStatus = (props: RequestStatusProps): Html => {
  const { context, appName, organization, status, note } = props
  const { approval, error } = context.strings
  const words = approval.status[status]
  const title = words.title(appName, organization)
  const icons = { waiting: 'clock', approved: 'check', denied: 'info', ended: 'info' } as const
  return flow({
    context,
    title,
    content: [
      heading({
        title,
        lead: words.lead(appName, organization),
        emblem: { icon: icons[status], ...(status === 'approved' ? { kind: 'success' as const } : {}) },
      }),
      note !== undefined &&
        html`
<section class="stack stack-tight">
  <p>${approval.status.note(organization)}</p>
  <blockquote class="panel">${note}</blockquote>
</section>`,
      linkButton({ text: error.back, href: props.homeUrl, kind: 'secondary', wide: true }),
    ],
  })
}
