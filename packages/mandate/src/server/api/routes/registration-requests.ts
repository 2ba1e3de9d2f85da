import { z } from 'zod'
import {
  approveRegistrationRequest,
  type DecideRequestPorts,
  declineRegistrationRequest,
} from '../../../platform/registration-requests/decide-request.ts'
import {
  type FileRequestPorts,
  fileRegistrationRequest,
  requestShape,
} from '../../../platform/registration-requests/file-request.ts'
import type { ListRegistrationRequests } from '../../../platform/registration-requests/list-requests.ts'
import {
  type PickUpPorts,
  pickUpCredentials,
} from '../../../platform/registration-requests/pick-up-credentials.ts'
import type { RegistrationRequest } from '../../../platform/registration-requests/registration-request.ts'
import { readable } from '../../../platform/state/state-fields.ts'
import { wrongFields } from '../body.ts'
import { pageOf, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { pageQuery, time } from '../schemas.ts'
import { manifest, ownerRef } from './app-schemas.ts'

export interface RegistrationRequestRoutePorts
  extends Omit<FileRequestPorts, 'registrationRequests'>,
    Omit<DecideRequestPorts, 'registrationRequests' | 'prefixes'>,
    Omit<PickUpPorts, 'registrationRequests' | 'prefixes'> {
  readonly registrationRequests: FileRequestPorts['registrationRequests'] &
    DecideRequestPorts['registrationRequests'] &
    PickUpPorts['registrationRequests'] &
    ListRegistrationRequests
  readonly prefixes: DecideRequestPorts['prefixes'] & PickUpPorts['prefixes']
}

const route = routeWith<RegistrationRequestRoutePorts>()

const registrationRequest = z
  .object({
    id: z.string(),
    email: z.string(),
    useCase: z.string(),
    manifest: z.looseObject({ name: z.string() }).meta({ description: 'As it was sent.' }),
    createdAt: time,
    expiresAt: time,
    decision: z.enum(['approved', 'declined']).optional(),
    decidedAt: time.optional(),
    decidedBy: z.string().optional(),
    note: z.string().optional(),
    appId: z.string().optional(),
    pickedUpAt: time.optional(),
  })
  .meta({ id: 'RegistrationRequest' })

const view = ({ decision, ...request }: RegistrationRequest): z.input<typeof registrationRequest> => ({
  ...request,
  ...decision,
})

const find = async (
  { requestId }: { readonly requestId: string },
  { registrationRequests }: RegistrationRequestRoutePorts,
) => {
  const thing = await registrationRequests.findRequest(requestId)
  return thing && { thing, subject: {} }
}

const note = readable.min(1).max(2000).optional().meta({ description: 'For who asked: it goes out by mail.' })

const notPending = () =>
  new Problem('refused', 'The request was decided, or is too old.', { reason: 'not_pending' })

export const registrationRequestRoutes = [
  route({
    method: 'POST',
    path: '/registration-requests',
    id: 'fileRegistrationRequest',
    tag: 'Registration requests',
    summary: 'Ask for an app, without an account',
    description: 'An operator decides; the answer goes to the address by mail.',
    action: 'public',
    raw: true,
    body: z.strictObject({ ...requestShape, ...manifest.shape }).meta({ id: 'NewRegistrationRequest' }),
    status: 202,
    answer: z.object({ requestId: z.string(), expiresAt: time }).meta({ id: 'FiledRequest' }),
    async handle({ body, origin }, ports) {
      const filed = await fileRegistrationRequest({ request: body, origin }, ports)
      switch (filed.outcome) {
        case 'closed':
          throw notFound()
        case 'invalid':
          throw wrongFields(filed.problems)
        case 'throttled':
          throw new Problem('too_many_requests', 'Too many asked for apps: wait.', {
            headers: { 'retry-after': String(filed.retryAfter) },
          })
        case 'filed':
          return { status: 202, body: filed }
      }
    },
  }),
  route({
    method: 'POST',
    path: '/registration-requests/credentials',
    id: 'pickUpCredentials',
    tag: 'Registration requests',
    summary: 'Pick the credentials of an approved app up, once, by the token of the mail',
    action: 'public',
    body: z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'PickUp' }),
    status: 200,
    answer: z
      .object({
        appId: z.string(),
        appName: z.string(),
        clientId: z.string(),
        clientSecret: z.string().optional().meta({ description: 'Shown this once.' }),
      })
      .meta({ id: 'Credentials' }),
    async handle({ body: { token }, origin }, ports) {
      const picked = await pickUpCredentials({ token, origin }, ports)
      if (picked.outcome === 'not_waiting') throw notFound()
      return { status: 200, body: picked }
    },
  }),
  route({
    method: 'GET',
    path: '/registration-requests',
    id: 'listRegistrationRequests',
    tag: 'Registration requests',
    summary: 'List who asks for an app, the oldest first',
    action: 'registration_request.list',
    query: z.strictObject({ ...pageQuery, status: z.enum(['pending', 'approved', 'declined']).optional() }),
    status: 200,
    answer: registrationRequest,
    list: true,
    async handle({ query: { limit, status }, after, clock }, { registrationRequests }) {
      const page = { now: clock.now(), after: textAfter(after), limit: limit + 1 }
      const found = await registrationRequests.listRequests({ status, ...page })
      return pageOf(found.map(view), limit, ({ id }) => id)
    },
  }),
  route({
    method: 'GET',
    path: '/registration-requests/:requestId',
    id: 'getRegistrationRequest',
    tag: 'Registration requests',
    summary: 'Read a request for an app',
    action: 'registration_request.list',
    status: 200,
    answer: registrationRequest,
    find,
    handle: async ({ thing }) => ({ status: 200, body: view(thing) }),
  }),
  route({
    method: 'PUT',
    path: '/registration-requests/:requestId/decision',
    id: 'decideRegistrationRequest',
    tag: 'Registration requests',
    summary: 'Approve or decline a request for an app',
    description: 'Who asked is mailed. An approved app is a draft until its credentials are picked up.',
    action: 'registration_request.decide',
    body: z
      .discriminatedUnion('decision', [
        z.strictObject({
          decision: z.literal('approve'),
          note,
          owner: ownerRef.optional().meta({ description: 'Left out: the account of the address.' }),
        }),
        z.strictObject({ decision: z.literal('decline'), note }),
      ])
      .meta({ id: 'RegistrationDecision' }),
    status: 200,
    answer: registrationRequest,
    find,
    async handle({ thing, body, caller, origin }, ports) {
      const doing = { requestId: thing.id, note: body.note, actor: caller.party.actor, origin }
      if (body.decision === 'decline') {
        if (!(await declineRegistrationRequest(doing, ports))) throw notPending()
      } else {
        const approved = await approveRegistrationRequest({ ...doing, owner: body.owner }, ports)
        if (approved.outcome === 'not_pending') throw notPending()
        if (approved.outcome === 'invalid')
          throw wrongFields(approved.problems.map((one) => ({ ...one, path: ['manifest', ...one.path] })))
        if (approved.outcome !== 'approved')
          throw new Problem('refused', 'The account of that address cannot own it: name an owner.', {
            reason: approved.outcome,
          })
      }
      return { status: 200, body: view((await ports.registrationRequests.findRequest(thing.id)) ?? thing) }
    },
  }),
]
