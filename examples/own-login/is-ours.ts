import type { Request } from 'express'

/** Whether a form was sent from a page of ours: one of another site carries no say here. */
export const isOurs = (request: Request): boolean =>
  ['same-origin', 'none', undefined].includes(request.header('sec-fetch-site'))
