import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Html, render } from '../../src/console/html.ts'
import { consent } from '../../src/console/pages/consent/consent.ts'
import { error } from '../../src/console/pages/error/error.ts'
import { developmentMails } from '../../src/console/pages/mails/development-mails.ts'
import { login } from '../../src/console/pages/sign-in/login.ts'
import { bareConsent, fullConsent, loopbackConsent, plainConsent, widerConsent } from './fixtures/consents.ts'
import { views } from './fixtures/views.ts'
import { context, frame, now, target } from './fixtures/world.ts'

/** The page as text: elements gone, entities read, whitespace folded. */
const textOf = (page: Html): string =>
  render(page)
    .replace(/<head>.*?<\/head>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')

const tagsOf = (page: Html, pattern: RegExp): readonly string[] => render(page).match(pattern) ?? []

const hostile = '"><script>alert(1)</script><b x=\''

test('no page carries inline scripts, styles or event handlers', () => {
  for (const [name, page] of Object.entries(views)) {
    const markup = render(page)
    assert.doesNotMatch(markup, /<style|\sstyle=|\son[a-z]+=/i, name)
    const scripts = markup.match(/<script\b[^>]*>/g) ?? []
    assert.deepEqual(
      scripts,
      name === 'form-post' ? [`<script src="${context.assets.formPostScript}" defer>`] : [],
      name,
    )
  }
})

test('every page has one main heading, a title with the platform, a language, and unique ids', () => {
  for (const [name, page] of Object.entries(views)) {
    const markup = render(page)
    assert.equal(markup.match(/<h1[ >]/g)?.length, 1, name)
    assert.match(markup, /^<!doctype html>\s*<html lang="en" dir="ltr">/, name)
    assert.match(markup, /<title>[^<]+ · Northwind<\/title>/, name)
    const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    assert.deepEqual(ids, [...new Set(ids)], name)
  }
})

test('every form is a post and carries its hidden fields', () => {
  for (const [name, page] of Object.entries(views)) {
    if (name === 'form-post') continue
    for (const form of tagsOf(page, /<form\b.*?<\/form>/gs)) {
      assert.match(form, /^<form[^>]* method="post" action="\/[^"]*"/, name)
      assert.match(form, /<input type="hidden" name="csrf" value="csrf-of-the-fixture">/, name)
    }
  }
})

test('login has the fields and ids that scripts rely on', () => {
  const markup = render(views.login as Html)
  assert.match(markup, /<input [^>]*id="email" name="email" type="email" autocomplete="username"/)
  assert.match(
    markup,
    /<input [^>]*id="password" name="password" type="password" autocomplete="current-password"/,
  )
  assert.match(markup, /<button [^>]*type="submit" id="sign-in"/)
  assert.match(textOf(views.login as Html), /to continue to AS Acme Sync/)
})

test('login keeps the address, never the password, and announces what went wrong', () => {
  const page = views['login-wrong'] as Html
  assert.match(render(page), /id="email"[^>]* value="ada@example.com"/)
  assert.doesNotMatch(render(page), /id="password"[^>]* value=/)
  assert.match(render(page), /role="alert"/)
  assert.match(render(page), /<title>Error: /)
})

test('consent names app, publisher, verification, redirect host, scopes and who decides', () => {
  const text = textOf(consent(plainConsent))
  for (const part of [
    'Acme Sync wants to connect to Northwind',
    'By Acme GmbH',
    'acme.example',
    'Verified',
    'Keeps your posts in sync',
    'Ada Lovelace',
    'ada@example.com',
    'See your name and picture',
    'Create and edit posts',
    'You will be sent to app.acme.example',
    'Access lasts until you remove it in Connected apps',
    'Privacy policy',
    'Terms of service',
  ])
    assert.ok(text.includes(part), part)
  assert.match(textOf(consent(loopbackConsent)), /Not verified by Northwind/)
})

test('consent has the buttons that scripts rely on, Cancel first', () => {
  assert.deepEqual(
    tagsOf(consent(plainConsent), /<button[^>]*>/g).map((tag) => /id="[^"]*".*$/.exec(tag)?.[0]),
    ['id="deny" name="decision" value="deny">', 'id="allow" name="decision" value="allow">'],
  )
})

test('consent lists reading before writing, and what is sensitive last', () => {
  const text = textOf(consent(fullConsent))
  const order = ['See posts and comments', 'Create and edit posts', 'Delete posts'].map((part) =>
    text.indexOf(part),
  )
  assert.deepEqual(
    order,
    order.toSorted((one, other) => one - other),
  )
})

test('consent asks for organization and actor only where there is a choice', () => {
  const choice = render(consent(fullConsent))
  assert.match(choice, /<select [^>]*name="organization"/)
  assert.match(choice, /<option value="acme" selected>/)
  assert.equal(choice.match(/type="radio" name="actor"/g)?.length, 2)
  const said = render(consent(loopbackConsent))
  assert.doesNotMatch(said, /<select|type="radio"/)
  assert.match(said, /<input type="hidden" name="organization"/)
  assert.match(said, /<input type="hidden" name="actor" value="self"/)
  assert.match(textOf(consent(loopbackConsent)), /Organization Contoso Who it acts as It acts as you/)
  assert.match(textOf(consent(loopbackConsent)), /Admins can remove the app from the organization/)
  assert.doesNotMatch(textOf(consent(plainConsent)), /Organization|Who it acts as|Admins/)
})

test('optional scopes are boxes that nobody ticked; required ones have none', () => {
  const boxes = tagsOf(consent(fullConsent), /<input type="checkbox"[^>]*>/g)
  assert.deepEqual(boxes, [
    '<input type="checkbox" name="scope" value="members:read">',
    '<input type="checkbox" name="scope" value="notifications:write">',
  ])
  assert.deepEqual(tagsOf(consent(plainConsent), /<input type="checkbox"[^>]*>/g), [])
})

test('a form names every scope that comes with Allow', () => {
  const named = tagsOf(consent(plainConsent), /<input type="hidden" name="scope"[^>]*>/g)
  const required = plainConsent.scopes.required.flatMap((group) => group.scopes)
  assert.ok(required.length > 0)
  assert.deepEqual(
    named,
    required.map(({ scope }) => `<input type="hidden" name="scope" value="${scope}">`),
  )
})

test('a program on this computer is called that, with a warning', () => {
  const text = textOf(consent(loopbackConsent))
  assert.match(text, /Only continue if you just started Harbor CLI yourself on this computer/)
  assert.match(text, /You will be sent to a program on this computer, 127\.0\.0\.1:9000/)
  assert.match(text, /Redirects to 127\.0\.0\.1:9000/)
})

test('an app that comes back for more shows what is new apart from what it has', () => {
  const text = textOf(consent(widerConsent))
  assert.match(
    text,
    /It now also asks to .*Create and edit posts.*It can already do this \(2\).*See your name/,
  )
  assert.match(textOf(consent(bareConsent)), /Know that you signed in/)
})

test('the error page says one thing to people and the rest to developers', () => {
  const text = textOf(views.error as Html)
  assert.match(text, /Acme Sync sent an invalid request. You can close this page/)
  assert.match(
    text,
    /For developers of Acme Sync .*invalid_request.*req_01KAV3M8W2Z6Q9T4Y7N5.*22 Nov 2026, 10:00 UTC/,
  )
  assert.match(
    textOf(error({ context, kind: 'invalidRequest' })),
    /The app that sent you here made an invalid request/,
  )
})

test('what apps and people are called cannot become markup', () => {
  const pages = [
    login({ context, form: target('/login'), app: { name: hostile, logoUrl: hostile }, email: hostile }),
    consent({
      ...fullConsent,
      app: {
        ...fullConsent.app,
        name: hostile,
        description: hostile,
        homepageUrl: `javascript:${hostile}`,
        policyUrl: `javascript:${hostile}`,
        publisher: { name: hostile, verified: false },
      },
      user: { name: hostile, email: hostile },
      scopes: {
        required: [{ title: hostile, scopes: [{ scope: hostile, text: hostile, detail: hostile }] }],
      },
      organization: { options: [{ value: hostile, name: hostile }] },
      destination: { kind: 'host', host: hostile },
    }),
    error({
      context,
      kind: 'invalidRequest',
      appName: hostile,
      developers: {
        code: hostile,
        description: hostile,
        requestId: hostile,
        at: now,
        details: [{ name: hostile, value: hostile }],
      },
    }),
    developmentMails({
      context,
      frame,
      mails: [{ to: hostile, subject: hostile, sentAt: now, text: hostile }],
    }),
  ]
  for (const page of pages) {
    assert.doesNotMatch(render(page), /<script>|<b x=/)
    assert.doesNotMatch(render(page), /(href|src|action)="javascript:/)
  }
})

test('the links of a development mail can be followed, and only they', () => {
  const text = 'Open https://a.example/x?y=1&z=<2>, not javascript:alert(1).'
  const page = render(
    developmentMails({ context, frame, mails: [{ to: 'a@b.example', subject: 's', sentAt: now, text }] }),
  )
  assert.match(
    page,
    /<a href="https:\/\/a.example\/x\?y=1&amp;z=">https:\/\/a.example\/x\?y=1&amp;z=<\/a>&lt;2&gt;, not/,
  )
  assert.doesNotMatch(page, /href="javascript/)
})
