import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launchBrowser, seriousViolations, type TestBrowser } from 'mandate-testkit'
import { serveViews, type ViewServer } from './fixtures/view-server.ts'
import { views } from './fixtures/views.ts'
import { assets } from './fixtures/world.ts'

/** With `SCREENSHOTS=1`, pictures of every view go to `screenshots/` in the repository's root. */
const pictures =
  process.env.SCREENSHOTS === '1'
    ? fileURLToPath(new URL('../../../../screenshots/', import.meta.url))
    : undefined

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const openAllDetails = 'for (const details of document.querySelectorAll("details")) details.open = true'

let server: ViewServer
let browser: TestBrowser

before(async () => {
  server = await serveViews(views, assets.files)
  browser = await launchBrowser()
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
})

after(async () => {
  await browser?.close()
  await server?.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`every view is accessible and fits: ${colorScheme}, ${width} px`, async (t) => {
      const page = await browser.newPage({ colorScheme, width })
      const complaints = new Set<string>()
      page.on('console', () => complaints.add(page.url()))
      for (const name of Object.keys(views)) {
        await t.test(name, async () => {
          await page.goto(server.url(name))
          if (pictures !== undefined)
            await page.screenshot({ path: `${pictures}${name}-${colorScheme}-${width}.png`, fullPage: true })
          await page.evaluate(openAllDetails)
          assert.equal(await page.evaluate(overflow), 0, 'nothing stands out to the side')
          assert.deepEqual(await seriousViolations(page), [])
        })
      }
      // The one page with a script is served here without leave to run it, so that it stays.
      assert.deepEqual([...complaints], [server.url('form-post')], 'nothing else was blocked')
      await page.context().close()
    })
  }
}

test('every view fits into 320 px, from left to right and from right to left', async () => {
  const page = await browser.newPage({ width: 320 })
  for (const name of Object.keys(views)) {
    await page.goto(server.url(name))
    await page.evaluate(openAllDetails)
    assert.equal(await page.evaluate(overflow), 0, name)
    await page.evaluate('document.documentElement.dir = "rtl"')
    assert.equal(await page.evaluate(overflow), 0, `${name}, right to left`)
  }
  await page.context().close()
})

test('every control is large enough to hit', async () => {
  const page = await browser.newPage({ width: 360 })
  for (const name of Object.keys(views)) {
    await page.goto(server.url(name))
    await page.evaluate(openAllDetails)
    for (const [selector, least] of [
      ['button, .button, .input, .choice', 44],
      ['summary, .footer a, .link-plain', 24],
    ] as const) {
      for (const element of await page.locator(selector).all()) {
        const height = (await element.boundingBox())?.height ?? 0
        assert.ok(height >= least, `${name}: ${await element.innerText()} is ${height} px high`)
      }
    }
  }
  await page.context().close()
})
