import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { launchBrowser, seriousViolations } from 'mandate-testkit'

describe('the browser', async () => {
  const browser = await launchBrowser()
  after(() => browser.close())

  test('shows pages in the width and colours asked for', async () => {
    const page = await browser.newPage({ colorScheme: 'dark', width: 360 })
    assert.equal(await page.evaluate('innerWidth'), 360)
    assert.equal(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"), true)
  })

  test('works without scripts', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    await page.goto(
      'data:text/html,<p>before</p><script>document.querySelector("p").textContent = "after"</script>',
    )
    assert.equal(await page.textContent('p'), 'before')
  })

  test('axe reports what is serious, under a strict policy too', async () => {
    const page = await browser.newPage()
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`
    const start = `<!doctype html><html lang="en"><head>${policy}<title>t</title></head><body><main><h1>t</h1>`
    await page.setContent(`${start}<label>E-mail <input></label></main></body></html>`)
    assert.deepEqual(await seriousViolations(page), [])
    await page.setContent(`${start}<input id="bare"></main></body></html>`)
    assert.deepEqual(
      (await seriousViolations(page)).map(({ rule, impact, elements }) => ({ rule, impact, elements })),
      [{ rule: 'label', impact: 'critical', elements: ['#bare'] }],
    )
  })
})
