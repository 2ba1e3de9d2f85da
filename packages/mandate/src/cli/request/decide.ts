import type { Command } from 'commander'
import { createBackground } from '../../platform/background.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import { createMails } from '../../platform/mail/mails.ts'
import {
  approveRegistrationRequest,
  declineRegistrationRequest,
} from '../../platform/registration-requests/decide-request.ts'
import { createSmtpMailer } from '../../server/mail/smtp-mailer.ts'
import { createRegistrationRequestStore } from '../../store/registration-requests.ts'
import { createUserStore } from '../../store/users.ts'
import { appPorts, doing } from '../app/find-app.ts'
import { getOwner } from '../app/find-owner.ts'
import { manifestError } from '../app/manifest-options.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput, type Output } from '../output.ts'
import { type OpenedDatabase, withDatabase } from '../with-database.ts'

interface Options extends CommonOptions {
  readonly note?: string
  readonly owner?: string
}

const nobodyMails: Mailer = { send: async () => undefined }

/** The verbs' ports, with mails that have left when `settle` resolves. A mail that fails is told of. */
const decidingPorts = (opened: OpenedDatabase, output: Output) => {
  const { config, database } = opened
  const smtp = config.mail && createSmtpMailer(config.mail)
  const background = createBackground({
    error: () => output.say('the mail could not be sent: tell them another way'),
  })
  const ports = {
    ...appPorts(opened),
    registrationRequests: createRegistrationRequestStore(database),
    users: createUserStore(database),
    mails: createMails(
      { issuer: config.issuer, platformName: config.branding.platformName },
      { mailer: smtp ?? nobodyMails, background },
    ),
  }
  const settle = async (): Promise<void> => {
    await background.settled()
    smtp?.close()
    if (!smtp) output.say('no mail server is configured, so no mail was sent')
  }
  return { ports, settle }
}

const notPending = (id: string): CommandError =>
  new CommandError(`there is no request ${id} that waits for a decision`)

export const approveRequestCommand = (): Command =>
  configuredCommand(
    'approve',
    'Registers the app that was asked for, and mails how to pick its credentials up. Prints that link, too.',
    [
      'mandate request approve rreq_01k…',
      'mandate request approve rreq_01k… --owner acme --note "Welcome. Start with the sandbox."',
    ],
  )
    .argument('<id>', 'of the request')
    .option('--note <text>', 'goes out with the mail')
    .option(
      '--owner <owner>',
      "an organization's slug or a user's e-mail (default: an account for the contact)",
    )
    .action((requestId: string, options: Options) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const owner = options.owner === undefined ? undefined : await getOwner(opened.database, options.owner)
        const { ports, settle } = decidingPorts(opened, output)
        const decided = await approveRegistrationRequest(
          { ...doing, requestId, owner, note: options.note },
          ports,
        )
        switch (decided.outcome) {
          case 'not_pending':
            throw notPending(requestId)
          case 'invalid':
            throw manifestError(decided.problems)
          case 'owner_disabled':
            throw new CommandError('the account of that address is disabled: name another owner by --owner')
          case 'owner_unverified':
            throw new CommandError(
              'there is an account of that address, and nobody has proved that it is theirs: name an owner by --owner',
            )
        }
        await settle()
        const { appId, clientId } = decided
        const pickUpUrl = `${opened.config.issuer}/app-credentials?token=${decided.pickUpToken}`
        output.result(
          { requestId, appId, clientId, pickUpUrl },
          () =>
            `Approved. The credentials of ${clientId} can be picked up once, within two weeks:\n${pickUpUrl}`,
        )
      }),
    )

export const declineRequestCommand = (): Command =>
  configuredCommand('decline', 'Declines a request for an app, and mails it.', [
    'mandate request decline rreq_01k… --note "Please use the public API."',
  ])
    .argument('<id>', 'of the request')
    .option('--note <text>', 'goes out with the mail')
    .action((requestId: string, options: Options) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const { ports, settle } = decidingPorts(opened, output)
        if (!(await declineRegistrationRequest({ ...doing, requestId, note: options.note }, ports)))
          throw notPending(requestId)
        await settle()
        output.result({ requestId, declined: true }, () => 'Declined.')
      }),
    )
