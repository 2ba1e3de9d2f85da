import type { Route } from '../protocol/http.ts'
import { ASSET_CACHE_CONTROL, type Asset } from './assets.ts'

/** The files that the pages link to. */
export const assetRoutes = (files: readonly Asset[]): readonly Route[] =>
  files.map(({ path, contentType, body }) => ({
    method: 'GET',
    path,
    handle: () => ({
      status: 200,
      headers: {
        'content-type': contentType,
        'cache-control': ASSET_CACHE_CONTROL,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      },
      body,
    }),
  }))
