import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { type InvitePorts, invite } from '../../src/platform/organizations/invite.ts'
import { createThrottle } from '../../src/platform/sign-in/throttle.ts'
import { deriveKey } from '../../src/protocol/sealing.ts'
import { createInvitationStore } from '../../src/store/invitations.ts'
import { createLimiters } from '../../src/store/limiters.ts'
import {
  type ConsoleTest,
  emailOf,
  enterPassword,
  mailedLink,
  signIn,
  startConsole,
} from './fixtures/people.ts'

for (const kind of testDatabases()) {
  describe(`the page of an invitation on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    /** The link of a new invitation to Contoso. */
    const invited = async (email: string): Promise<string> => {
      const { database } = site.server
      const contoso = await database.kysely
        .selectFrom('organizations')
        .select('id')
        .where('slug', '=', 'contoso')
        .executeTakeFirstOrThrow()
      let token = ''
      const ports: InvitePorts = {
        invitations: createInvitationStore(database),
        mails: { invited: (_to, sent) => (token = sent) },
        throttle: createThrottle(deriveKey('a secret of this test', 'throttle'), {
          limiters: createLimiters(database),
        }),
        clock: site.server.clock,
      }
      const input = { organizationId: contoso.id, email, role: 'member' } as const
      const outcome = await invite({ ...input, actor: { type: 'operator' }, origin: {} }, ports)
      assert.equal(outcome.outcome, 'invited')
      return `${site.issuer}/invitations?token=${token}`
    }

    const roleOf = async (email: string): Promise<string | undefined> => {
      const row = await site.server.database.kysely
        .selectFrom('memberships')
        .innerJoin('users', 'users.id', 'memberships.user_id')
        .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
        .where('users.email_key', '=', email)
        .where('organizations.slug', '=', 'contoso')
        .select('memberships.role')
        .executeTakeFirst()
      return row?.role
    }

    test('asks to sign in, comes back, and makes a member of who accepts', async () => {
      const browser = site.browser()
      const link = await invited(emailOf('grace'))
      const moved = await browser.get(link, { follow: false })
      assert.equal(moved.headers.get('location'), '/invitations')
      const page = await browser.get(link)
      assert.equal(page.url, `${site.issuer}/invitations`)
      assert.ok(!page.body.includes('miv_'))
      assert.match(page.text, /invited to become a member of Contoso/)
      assert.match(page.text, /Sign in as grace@example\.com/)
      assert.equal(page.forms.length, 0)

      const login = await browser.get(page.links.find(({ text }) => text === 'Sign in')?.href ?? '')
      const back = await enterPassword(browser, login, 'grace')
      assert.equal(back.url, `${site.issuer}/invitations`)
      assert.equal(await roleOf(emailOf('grace')), undefined)
      // Of a page that was open before this one.
      const shown = await browser.submit(back, { invitation: 'inv_another' })
      assert.match(shown.text, /invited to become a member of Contoso/)
      assert.equal(await roleOf(emailOf('grace')), undefined)
      const joined = await browser.submit(shown, {})
      assert.equal(joined.status, 200)
      assert.match(joined.text, /You are a member of Contoso now/)
      assert.equal(await roleOf(emailOf('grace')), 'member')

      const again = await site.browser().get(link)
      assert.equal(again.status, 400)
      assert.match(again.text, /no longer works/)
    })

    test('leads through making an account', async () => {
      const email = 'radia@example.com'
      const password = 'a bicycle for the mind'
      const browser = site.browser()
      const page = await browser.get(await invited(email))
      const signUp = await browser.get(
        page.links.find(({ text }) => text === 'Create an account')?.href ?? '',
      )
      await browser.submit(signUp, { name: 'Radia Perlman', email, password })
      const confirm = await browser.get((await mailedLink(site.server, email)) ?? '')
      const back = await browser.submit(confirm, { password })
      assert.equal(back.url, `${site.issuer}/invitations`)
      assert.match((await browser.submit(back, {})).text, /You are a member/)
      assert.equal(await roleOf(email), 'member')
    })

    test('does nothing for somebody else, and says for whom it is', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const page = await browser.get(await invited(emailOf('alan')))
      assert.match(page.text, /for alan@example\.com, and you are signed in as ada@example\.com/)
      assert.equal(page.body.includes('id="accept"'), false)
    })

    test('waits for an address to be confirmed', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'alan')
      const page = await browser.get(await invited(emailOf('alan')))
      assert.match(page.text, /First confirm that alan@example\.com is your address/)
      assert.equal(page.body.includes('id="accept"'), false)
      assert.equal(await roleOf(emailOf('alan')), undefined)
    })

    test('is accepted by no form but its own', async () => {
      const browser = site.browser()
      const email = 'barbara@example.com'
      const other = site.browser()
      await signIn(browser, site.issuer, 'ada')
      await other.get(await invited(email))
      const posted = await browser.post(`${site.issuer}/invitations`, {}, { from: site.issuer })
      assert.equal(posted.status, 400)
      assert.match(posted.text, /no longer works/)
      const foreign = await browser.post(`${site.issuer}/invitations`, {}, { from: 'https://evil.example' })
      assert.equal(foreign.status, 403)
    })

    test('is nothing for a token that was made up', async () => {
      for (const path of ['/invitations', '/invitations?token=miv_made_up', '/invitations?token=%00']) {
        const page = await site.browser().get(site.issuer + path)
        assert.equal(page.status, 400, path)
        assert.match(page.text, /no longer works/)
      }
    })
  })
}
