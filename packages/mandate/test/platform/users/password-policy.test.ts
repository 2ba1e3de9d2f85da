import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { emailKey, isEmail } from '../../../src/platform/users/email.ts'
import { normalizePassword, passwordProblem } from '../../../src/platform/users/password-policy.ts'
import { isReturnPath } from '../../../src/platform/users/return-path.ts'

const problem = (password: string) => passwordProblem(password, 'Ada.Lovelace@example.com')

describe('password policy', () => {
  test('asks for length, and for nothing else', () => {
    assert.equal(problem('kurzwort'), undefined)
    assert.equal(problem('1234567'), 'passwordTooShort')
    assert.equal(problem(''), 'passwordMissing')
    assert.equal(problem('         '), 'passwordTooCommon')
    assert.equal(problem('ein Satz mit Leerzeichen'), undefined)
  })

  test('counts characters as a person does', () => {
    assert.equal(problem('👩👩👩👩👩👩👩'), 'passwordTooShort')
    assert.equal(problem('👩🔑🚲🌍🎻🧭🪴🍋'), undefined)
  })

  test('has an end', () => {
    assert.equal(problem('ab'.repeat(512)), undefined)
    assert.equal(problem(`${'ab'.repeat(512)}c`), 'passwordTooLong')
    // One code point that NFKC makes into eighteen.
    assert.equal(problem('\ufdfa'.repeat(100)), 'passwordTooLong')
  })

  test('refuses what attackers try first', () => {
    for (const common of [
      'password1',
      'PASSWORD123',
      'qwertyuiop',
      'aaaaaaaaaa',
      'ada.lovelace',
      'ADA.lovelace@EXAMPLE.com',
    ])
      assert.equal(problem(common), 'passwordTooCommon', common)
  })

  test('takes the same characters however they were typed', () => {
    assert.equal(normalizePassword('pa\u0308sswo\u0308rter'), normalizePassword('p\u00e4ssw\u00f6rter'))
  })
})

describe('e-mail addresses', () => {
  test('are what a mail field takes', () => {
    for (const good of [
      'ada@example.com',
      'ada+tag@mail.example.com',
      "o'brien@localhost",
      'Ada@EXAMPLE.com',
    ])
      assert.ok(isEmail(good), good)
    const bad = [
      '',
      'ada',
      'ada@',
      '@example.com',
      'a b@example.com',
      'a@example.com,b@example.com',
      'Ada <a@example.com>',
      'a@example.com\r\nBcc: b@example.com',
      'mi\u212ae@example.com',
      'a@-example.com',
      `${'a'.repeat(243)}@example.com`,
    ]
    for (const text of bad) assert.ok(!isEmail(text), text)
  })

  test('are one account whatever their case', () => {
    assert.equal(emailKey('Ada@Example.COM'), 'ada@example.com')
  })
})

describe('return paths', () => {
  test('stay here', () => {
    for (const path of ['/', '/login?interaction=abc', '/oauth/authorize?a=b%20c'])
      assert.ok(isReturnPath(path), path)
    for (const path of [
      '',
      'login',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/a\nb',
      '/ä',
    ])
      assert.ok(!isReturnPath(path), path)
  })
})
