import { show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import { errorCodes } from './error-codes.ts'

/** Where `error_uri` leads. */
export const errorCodesPage = (): Page =>
  page({
    path: '/errors',
    load: ({ context, siteFrame }) => show(errorCodes({ context, frame: siteFrame() })),
  })
