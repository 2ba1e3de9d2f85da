import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { accentRule, DEFAULT_ACCENT } from './accent.ts'

/** A static file that the pages link to. Its path names its content, so it may be cached for ever. */
export interface Asset {
  /** Below the mount: `/assets/mandate-3f9a….css`. */
  readonly path: string
  readonly contentType: string
  readonly body: string
}

/** Where a page finds the files it links to, the mount's prefix included. */
export interface AssetUrls {
  readonly stylesheet: string
  readonly icon: string
  readonly formPostScript: string
}

export interface Assets {
  readonly files: readonly Asset[]
  readonly urls: AssetUrls
}

/** How the server may cache an asset: its path changes when its content does (RFC 8246). */
export const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable'

const STYLESHEETS = ['1-tokens', '2-base', '3-layout', '4-controls', '5-content', '6-pages']

const read = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')

const named = (name: string, extension: string, contentType: string, body: string): Asset => {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return { path: `/assets/${name}-${hash}.${extension}`, contentType, body }
}

/**
 * Reads the assets, once, when the server starts. `accent` is the platform's colour as `#rrggbb` (throws `RangeError` for
 * anything else); `prefix` is the path of the mount, without a slash at its end.
 */
export const loadAssets = (
  options: { readonly accent?: string | undefined; readonly prefix?: string } = {},
): Assets => {
  const css = STYLESHEETS.map((name) => read(`css/${name}.css`)).join('\n')
  const accent = accentRule(options.accent ?? DEFAULT_ACCENT)
  const stylesheet = named('mandate', 'css', 'text/css; charset=utf-8', `${css}\n${accent}`)
  const icon = named('icon', 'svg', 'image/svg+xml', read('icon.svg'))
  const formPostScript = named('form-post', 'js', 'text/javascript; charset=utf-8', read('form-post.js'))
  const prefix = options.prefix ?? ''
  return {
    files: [stylesheet, icon, formPostScript],
    urls: {
      stylesheet: prefix + stylesheet.path,
      icon: prefix + icon.path,
      formPostScript: prefix + formPostScript.path,
    },
  }
}
