import type { Strings } from '../../strings/en.ts'

/** The first that matches names it: browsers bear the names of those that they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPX\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(?:e|ium)\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

const nameIn = (table: readonly (readonly [RegExp, string])[], userAgent: string): string | undefined =>
  table.find(([pattern]) => pattern.test(userAgent))?.[1]

/** What a browser says it is, as people know it: "Firefox on Linux". A guess that nothing relies on. */
export const deviceOf = (
  userAgent: string | undefined,
  words: Strings['account'],
): { readonly device: string; readonly kind: 'desktop' | 'phone' } => {
  const browser = nameIn(browsers, userAgent ?? '') ?? words.unknownBrowser
  const system = nameIn(systems, userAgent ?? '')
  return {
    device: system === undefined ? browser : words.browserOnSystem(browser, system),
    kind: /\bMobile\b|\biPhone\b/.test(userAgent ?? '') ? 'phone' : 'desktop',
  }
}
