import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

export interface AccessibilityViolation {
  /** axe's rule, such as `color-contrast`. */
  rule: string
  impact: 'serious' | 'critical'
  help: string
  /** CSS selectors of the elements that break the rule. */
  elements: string[]
}

/** What axe finds serious or critical on the page as it is now. Empty when it is fine. */
export const seriousViolations = async (page: Page): Promise<AccessibilityViolation[]> => {
  const { default: axe } = await import('axe-core')
  await page.evaluate(axe.source)
  // A string, since the function runs in the page: there is no such name on this side.
  const results = (await page.evaluate('axe.run(document)')) as AxeResults
  return results.violations.flatMap(({ id, impact, help, nodes }) =>
    impact === 'serious' || impact === 'critical'
      ? [{ rule: id, impact, help, elements: nodes.map((node) => node.target.join(' ')) }]
      : [],
  )
}
