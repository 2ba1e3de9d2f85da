import { type Html, html, raw } from '../html.ts'
import type { ViewContext } from '../view-context.ts'

const DOCTYPE = raw('<!doctype html>')

export interface DocumentProps {
  readonly context: ViewContext
  readonly title: string
  /** Something went wrong with what was sent: said first in the title, where screen readers begin. */
  readonly failed?: boolean
  readonly bodyClass: string
  readonly body: Html
  /** One of our own script assets. */
  readonly script?: string
}

/** The shell of every page. */
export const page = ({ context, title, failed = false, bodyClass, body, script }: DocumentProps): Html => {
  const { strings, branding, assets } = context
  const full = strings.common.pageTitle(title, branding.platformName)
  return html`${DOCTYPE}
<html lang="${strings.locale}" dir="${strings.direction}">
<head>
<meta charset="utf-8">
<title>${failed ? strings.common.errorTitle(full) : full}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="${assets.stylesheet}">
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
${script !== undefined && html`<script src="${script}" defer></script>`}
</head>
<body class="${bodyClass}">
${body}
</body>
</html>
`
}
