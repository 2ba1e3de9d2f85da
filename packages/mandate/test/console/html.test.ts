import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attributes, type Child, type Html, html, raw, render } from '../../src/console/html.ts'
import { REFUSED_URL } from '../../src/console/html-escape.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '`',
        '=',
        '/',
        '\\',
        '\r',
        '\n',
        '\0',
        ' ',
        'script',
        '<!--',
        ']]>',
      ),
    )
    .map((parts) => parts.join('')),
)

const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')

const refuses = (make: () => Html, why: RegExp): void => {
  assert.throws(make, why)
}

test('no text breaks out of element content', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const page = render(html`<p>${text}</p>`)
      const inner = page.slice('<p>'.length, -'</p>'.length)
      assert.doesNotMatch(inner, /[<>]/)
      assert.equal(decode(inner), text)
    }),
  )
})

test('no text breaks out of a quoted attribute, written in the template or by attributes()', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const page of [
        render(html`<i title="${text}"></i>`),
        render(html`<i title='${text}'></i>`),
        render(html`<i ${attributes({ title: text })}></i>`),
      ]) {
        const inner = page.slice('<i title="'.length, -'"></i>'.length)
        assert.doesNotMatch(inner, /[<>"']/)
        assert.equal(decode(inner), text)
      }
    }),
  )
})

test('an address can only be loaded or followed, whatever is written in it', () => {
  const schemes = fc.constantFrom(
    'javascript:',
    'JaVaScRiPt:',
    'java\nscript:',
    '\u0001javascript:',
    'vbscript:',
    'data:',
  )
  fc.assert(
    fc.property(schemes, hostile, (scheme, rest) => {
      assert.equal(render(html`<a href="${scheme + rest}"></a>`), `<a href="${REFUSED_URL}"></a>`)
      assert.equal(
        render(html`<a ${attributes({ href: scheme + rest })}></a>`),
        `<a href="${REFUSED_URL}"></a>`,
      )
    }),
  )
  for (const url of ['https://a.example/', '/login', '?a=b:c', '#x', 'mailto:a@b.example', '']) {
    assert.equal(render(html`<a href="${url}"></a>`), `<a href="${url}"></a>`)
  }
  const image = 'data:image/png;base64,iVBO'
  assert.equal(render(html`<img src="${image}" alt="">`), `<img src="${image}" alt="">`)
  assert.equal(render(html`<a href="${image}"></a>`), `<a href="${REFUSED_URL}"></a>`)
})

test('the scheme of an address cannot be put together from parts', () => {
  refuses(() => html`<a href="java${'script:'}"></a>`, /scheme of href/)
  refuses(() => html`<a href="${'java'}${'script:'}"></a>`, /scheme of href/)
  refuses(() => html`<a href="${'javascript'}:${'x'}"></a>`, /scheme of href/)
  assert.equal(render(html`<a href="/a?b=${'javascript:'}"></a>`), '<a href="/a?b=javascript:"></a>')
  assert.equal(render(html`<a href="${'/a'}?b=${'c'}"></a>`), '<a href="/a?b=c"></a>')
})

test('nested markup and lists are kept; nothing is written for null, undefined and false', () => {
  const items: Child = ['a', html`<b>${'<'}</b>`, null, undefined, false, ['c', 1]]
  assert.equal(render(html`<p>${items}</p>`), '<p>a<b>&lt;</b>c1</p>')
  assert.equal(render(raw('<hr>')), '<hr>')
  assert.equal(
    render(html`<input ${attributes({ required: true, value: null, hidden: false, size: 3 })}>`),
    '<input required size="3">',
  )
})

test('an object that looks like markup is not markup', () => {
  const lookAlike: unknown = JSON.parse('{"markup":"<script>","text":"<script>"}')
  refuses(() => html`<p>${lookAlike as Html}</p>`, /may stand in text/)
})

test('a hole where nothing is safe is refused when the template is first used', () => {
  refuses(() => html`<p class=${'x'}></p>`, /before-value/)
  refuses(() => html`<${'p'}>`, /tag-open/)
  refuses(() => html`<p ${'x'}="y"></p>`, /only attributes/)
  refuses(() => html`<p x${'x'}="y"></p>`, /attribute-name/)
  refuses(() => html`<!-- ${'x'} -->`, /comment/)
  refuses(() => html`<script>${'x'}</script>`, /content in <script>/)
  refuses(() => html`<script src="/a.js">${'x'}</script>`, /content in <script>/)
  refuses(() => html`<style>${'x'}</style>`, /<style>/)
  refuses(() => html`<p style="color: ${'x'}"></p>`, /inline style/)
  refuses(() => html`<p onclick="${'x'}"></p>`, /inline onclick/)
  refuses(() => html`<p title="${html`<b></b>`}"></p>`, /only text/)
  refuses(() => html`<title>${html`<b></b>`}</title>`, /only text/)
  refuses(() => html`<p title="x`, /ends in double/)
  refuses(() => html`<p>${attributes({ id: 'x' })}</p>`, /may stand in text/)
  assert.equal(render(html`<script src="${'/a.js'}" defer></script>`), '<script src="/a.js" defer></script>')
})

test('attributes() takes no event handlers, styles or names with markup in them', () => {
  for (const name of ['onclick', 'style', 'a b', 'x"', '>', '']) {
    assert.throws(() => attributes({ [name]: 'x' }), /not an attribute/)
  }
})
