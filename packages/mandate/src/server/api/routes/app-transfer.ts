import { z } from 'zod'
import {
  acceptTransfer,
  offerTransfer,
  type TransferPorts,
  withdrawTransfer,
} from '../../../platform/apps/transfer-app.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { time } from '../schemas.ts'
import { app, appView, ownerRef } from './app-schemas.ts'
import { type FindAppPorts, findApp, subjectOfApp } from './find-app.ts'

export interface AppTransferRoutePorts extends Omit<TransferPorts, 'apps'> {
  readonly apps: FindAppPorts['apps'] & TransferPorts['apps']
}

const route = routeWith<AppTransferRoutePorts>()

const transfer = z
  .object({
    to: ownerRef,
    offeredBy: z.string().optional().meta({ description: 'The id of a user; left out for an operator.' }),
    createdAt: time,
    expiresAt: time,
  })
  .meta({ id: 'AppTransfer', description: 'An offer to hand an app over, which stands for a week.' })

/** The app with the offer that stands: whoever may receive it is the subject's owner to be. */
const findOffer = async (
  params: { readonly appId: string },
  ports: AppTransferRoutePorts & { readonly clock: Clock },
) => {
  const found = await findApp(params, ports)
  if (!found) return undefined
  const offer = await ports.apps.findTransfer(params.appId, ports.clock.now())
  return offer && { subject: { appOwner: offer.to }, thing: { app: found.thing, offer } }
}

export const appTransferRoutes = [
  route({
    method: 'GET',
    path: '/apps/:appId/transfer',
    id: 'getTransfer',
    tag: 'Apps',
    summary: 'Read the offer to hand an app over',
    action: 'app.read',
    status: 200,
    answer: transfer,
    late: true,
    find: findOffer,
    async handle({ thing: { app: offered, offer }, may, require }) {
      if (!may('app.receive', { appOwner: offer.to })) require('app.read', subjectOfApp(offered))
      else require('app.receive', { appOwner: offer.to })
      return { status: 200, body: offer }
    },
  }),
  route({
    method: 'PUT',
    path: '/apps/:appId/transfer',
    id: 'offerTransfer',
    tag: 'Apps',
    summary: 'Offer an app to another owner',
    description: 'Takes the place of an offer that there was. The other has to accept.',
    action: 'app.transfer',
    visible: 'app.read',
    body: z.strictObject({ to: ownerRef }).meta({ id: 'TransferOffer' }),
    status: 204,
    find: findApp,
    async handle({ thing, body: { to }, caller, origin }, ports) {
      const outcome = await offerTransfer({ app: thing, to, actor: caller.party.actor, origin }, ports)
      if (outcome === 'same_owner')
        throw new Problem('refused', 'The app is theirs already.', { reason: 'same_owner' })
      if (outcome === 'changed_meanwhile')
        throw new Problem('changed_meanwhile', 'The app has another owner now.')
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/apps/:appId/transfer',
    id: 'withdrawTransfer',
    tag: 'Apps',
    summary: 'Take an offer back, or decline it',
    action: 'app.transfer',
    late: true,
    status: 204,
    find: findOffer,
    async handle({ thing: { app: offered, offer }, may, require, caller, origin }, ports) {
      if (may('app.receive', { appOwner: offer.to })) require('app.receive', { appOwner: offer.to })
      else require('app.transfer', subjectOfApp(offered), 'app.read')
      const input = { appId: offered.id, actor: caller.party.actor, origin }
      if (!(await withdrawTransfer(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'PUT',
    path: '/apps/:appId/transfer/acceptance',
    id: 'acceptTransfer',
    tag: 'Apps',
    summary: 'Take an app over that is offered',
    description:
      'It is then no longer verified, nor allowed to act as users, and nobody manages it but its owner.',
    action: 'app.receive',
    status: 200,
    answer: app,
    find: findOffer,
    async handle({ thing: { app: offered, offer }, caller, origin }, ports) {
      const input = { app: offered, to: offer.to, actor: caller.party.actor, origin }
      if (!(await acceptTransfer(input, ports))) throw notFound()
      const received = await ports.apps.findApp(offered.id)
      if (!received) throw notFound()
      return { status: 200, body: appView(received) }
    },
  }),
]
