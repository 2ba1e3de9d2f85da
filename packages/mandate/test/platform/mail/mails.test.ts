import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fakeClock } from 'mandate-testkit'
import { createBackground } from '../../../src/platform/background.ts'
import { createDevelopmentMailer } from '../../../src/platform/mail/development-mailer.ts'
import type { Mail } from '../../../src/platform/mail/mailer.ts'
import { createMails } from '../../../src/platform/mail/mails.ts'

const options = { issuer: 'https://id.example.com/auth', platformName: 'Northwind' }

describe('mails', () => {
  test('lead to the issuer, and keep their links whole', async () => {
    const sent: Mail[] = []
    const background = createBackground({ error: () => assert.fail() })
    const mailer = { send: async (mail: Mail) => void sent.push(mail) }
    const mails = createMails(options, { mailer, background })
    mails.confirmRegistration('a@example.com', 'mrg_token')
    mails.alreadyRegistered('b@example.com')
    mails.verifyEmail('c@example.com', 'mve_token')
    mails.resetPassword('d@example.com', 'mpr_token')
    mails.invited('e@example.com', 'miv_token')
    mails.approvalRequested('f@example.com', { organizationSlug: 'acme', requestId: 'req_1' })
    mails.approvalDecided('g@example.com', { organizationSlug: 'acme', requestId: 'req_1' })
    await background.settled()
    const links = sent.flatMap(({ text }) => text.match(/^https:.*$/gm) ?? [])
    assert.deepEqual(links, [
      'https://id.example.com/auth/verify-email?token=mrg_token',
      'https://id.example.com/auth/login',
      'https://id.example.com/auth/forgot-password',
      'https://id.example.com/auth/verify-email?token=mve_token',
      'https://id.example.com/auth/reset-password?token=mpr_token',
      'https://id.example.com/auth/invitations?token=miv_token',
      'https://id.example.com/auth/organizations/acme/requests/req_1',
      'https://id.example.com/auth/organizations/acme/requests/req_1',
    ])
    for (const { subject, text } of sent) {
      assert.match(subject, /Northwind/)
      const prose = text.split('\n').filter((line) => !line.startsWith('https:'))
      assert.ok(prose.every((line) => line.length <= 90))
    }
  })

  test('that cannot be sent are logged without their text', async () => {
    const logged: unknown[] = []
    const background = createBackground({ error: (detail, message) => logged.push([detail, message]) })
    const failure = new Error('the mail server is away')
    const mailer = { send: () => Promise.reject(failure) }
    createMails(options, { mailer, background }).resetPassword('a@example.com', 'mpr_token')
    await background.settled()
    assert.deepEqual(logged, [[{ error: failure, work: 'mail' }, 'mail failed']])
  })
})

describe('the development mailer', () => {
  test('keeps the last fifty, newest first', async () => {
    const clock = fakeClock()
    const mailer = createDevelopmentMailer({ clock })
    for (let index = 0; index < 60; index++) {
      clock.advance(1)
      await mailer.send({ to: 'a@example.com', subject: `${index}`, text: '' })
    }
    const kept = mailer.list()
    assert.equal(kept.length, 50)
    assert.deepEqual(kept[0], { to: 'a@example.com', subject: '59', text: '', sentAt: clock.now() })
    assert.equal(kept.at(-1)?.subject, '10')
  })
})
