import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { launchBrowser, type TestBrowser } from 'mandate-testkit'
import { attributes, html, render } from '../../src/console/html.ts'

let browser: TestBrowser

before(async () => {
  browser = await launchBrowser()
})

after(() => browser?.close())

/** What a browser makes of the markup: the element's text, its attributes and how many elements there are. */
const readInPage = `(pages) => pages.map((page) => {
  const parsed = new DOMParser().parseFromString(page, 'text/html')
  const element = parsed.body.firstElementChild
  return [
    parsed.body.querySelectorAll('*').length,
    element.textContent,
    element.getAttribute('title'),
    element.getAttribute('lang'),
    element.attributes.length,
  ]
})`

/** The parser drops or replaces NUL wherever it stands, and no document holds half a character. */
const asParsed = (text: string): string => text.toWellFormed().replaceAll('\0', '')

test('Chromium reads back every text and attribute as it was put in', async () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '&lt;',
    '`',
    '=',
    '\r',
    '\n',
    '</p>',
    '<!--',
    '--',
    '<script>',
  )
  const text = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((parts) => parts.join('')),
    )
    .map(asParsed)
  const texts = fc.sample(text, 2000)
  const page = await browser.newPage()
  const pages = texts.map((each) =>
    render(html`<p title='${each}' ${attributes({ lang: each })}>${each}</p>`),
  )
  const read = await page.evaluate(`(${readInPage})(${JSON.stringify(pages)})`)
  assert.deepEqual(
    read,
    texts.map((each) => [1, each, each, each, 2]),
  )
})
