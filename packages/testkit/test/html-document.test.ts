import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readHtml } from 'mandate-testkit'
import { fillForm } from '../src/html-form.ts'

const page = (body: string) =>
  readHtml(`<!doctype html><title>A &amp; B</title>${body}`, 'http://127.0.0.1:4000/area/page?q=1')

const formOf = (body: string) => page(body).forms[0] ?? assert.fail('no form')

const filled = (body: string, fields = {}) =>
  fillForm(formOf(`<form>${body}</form>`), fields).fields.toString()

describe('reading a page', () => {
  test('title, words and links', () => {
    const { title, text, links } = page(
      '<h1>Hello</h1><p>you <b>th</b>ere<script>no()</script></p><a href="../x?a=1&amp;b=2">Go</a>',
    )
    assert.equal(title, 'A & B')
    assert.equal(text, 'Hello you there Go')
    assert.deepEqual(links, [{ text: 'Go', href: 'http://127.0.0.1:4000/x?a=1&b=2' }])
  })

  test('markup in an attribute or a text area is not markup', () => {
    const { forms } = page('<input value="<form id=evil>"><textarea><form id=evil></textarea>')
    assert.deepEqual(forms, [])
  })

  test('a refresh', () => {
    const refreshOf = (content: string) => page(`<meta http-equiv=Refresh content="${content}">`).refresh
    assert.equal(refreshOf('0; url=/next'), 'http://127.0.0.1:4000/next')
    assert.equal(refreshOf("0;URL='app://callback?code=1'"), 'app://callback?code=1')
    assert.equal(refreshOf('5'), undefined)
  })

  test("a form's action and method", () => {
    assert.equal(formOf('<form></form>').action, 'http://127.0.0.1:4000/area/page?q=1')
    assert.equal(formOf('<form action="go">').action, 'http://127.0.0.1:4000/area/go')
    assert.equal(formOf('<form>').method, 'GET')
    assert.equal(formOf('<form method=post>').method, 'POST')
  })

  test('a control belongs to the form around it, or to the one that it names', () => {
    const { forms } = page(
      '<form id=a><input name=x></form><form id=b></form><input name=y form=b><input name=z>',
    )
    assert.deepEqual(
      forms.map(({ controls }) => controls.map(({ name }) => name)),
      [['x'], ['y']],
    )
  })
})

describe('filling a form', () => {
  test('sends what the page filled in', () => {
    assert.equal(
      filled(`<input type=hidden name=csrf value="a&quot;b"><input name=email><input name=off value=1 disabled>
        <input type=checkbox name=scope value=read checked><input type=checkbox name=scope value=write>
        <select name=organization><option value=acme>Acme<option selected>other</select><textarea name=note>hi</textarea>
        <input value=nameless><button type=button name=inert value=1>`),
      'csrf=a%22b&email=&scope=read&organization=other&note=hi',
    )
  })

  test('a list of one choice starts with its first option', () => {
    assert.equal(filled('<select name=one><option value=a><option value=b></select>'), 'one=a')
    assert.equal(filled('<select name=many multiple><option value=a><option value=b></select>'), '')
  })

  test('puts in what the person chooses', () => {
    const body = `<input name=email><input type=checkbox name=scope value=read checked><input type=checkbox name=scope
      value=write><input type=radio name=actor value=app checked><input type=radio name=actor value=self>
      <select name=organization><option>acme<option>other</select>`
    assert.equal(
      filled(body, { email: 'ada@example.com', scope: ['write'], actor: 'self', organization: 'other' }),
      'email=ada%40example.com&scope=write&actor=self&organization=other',
    )
    assert.equal(filled(body, { scope: [] }), 'email=&actor=app&organization=acme')
  })

  test('presses the button that is asked for, else the first, and no other', () => {
    const body =
      '<button name=decision value=allow>Allow</button><input type=submit name=decision value=deny>'
    assert.equal(filled(body), 'decision=allow')
    assert.equal(filled(body, { decision: 'deny' }), 'decision=deny')
  })

  test("follows a button's own action", () => {
    const form = formOf('<form action=/a><button name=b value=1><button formaction=/c name=b value=2></form>')
    assert.equal(fillForm(form, { b: '2' }).url, 'http://127.0.0.1:4000/c')
    assert.equal(fillForm(form).url, 'http://127.0.0.1:4000/a')
  })

  test('refuses what the page does not offer', () => {
    assert.throws(
      () => filled('<input name=email>', { mail: 'x' }),
      /does not offer mail=x; its fields are email/,
    )
    assert.throws(
      () => filled('<input type=checkbox name=scope value=a>', { scope: 'b' }),
      /does not offer scope=b/,
    )
    assert.throws(() => filled('<select name=o><option>a</select>', { o: 'b' }), /does not offer o=b/)
    assert.throws(() => filled('<button name=d value=allow>', { d: 'deny' }), /does not offer d=deny/)
    assert.throws(() => filled('<input name=off disabled>', { off: '1' }), /does not offer off=1/)
  })
})
