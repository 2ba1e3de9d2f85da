import { button, linkButton } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import type { Html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface ApprovalPendingProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly appName: string
  readonly organization: string
  /** This page anew. */
  readonly checkAgainUrl: string
  /** Whether the organization has granted something already, with which the person can go on. */
  readonly canGoOn: boolean
}

/** An admin was asked, and has not decided yet. */
export const approvalPending = (props: ApprovalPendingProps): Html => {
  const { context, appName, organization } = props
  const { approval: words } = context.strings
  return flow({
    context,
    title: words.pendingTitle(organization),
    content: [
      heading({
        title: words.pendingTitle(organization),
        lead: words.pendingLead(appName, organization),
        emblem: { icon: 'clock' },
      }),
      linkButton({ text: words.checkAgain, href: props.checkAgainUrl, wide: true }),
      form(props.form, [
        props.canGoOn &&
          button({
            text: words.goOnWithout,
            kind: 'secondary',
            id: 'allow',
            name: 'decision',
            value: 'allow',
            wide: true,
          }),
        button({
          text: words.backToApp(appName),
          kind: 'secondary',
          id: 'deny',
          name: 'decision',
          value: 'deny',
          wide: true,
        }),
      ]),
    ],
  })
}
