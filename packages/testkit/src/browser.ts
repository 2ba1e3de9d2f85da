import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'

export interface PageOptions {
  colorScheme?: 'light' | 'dark'
  /** Of the window, in CSS pixels; a telephone has 360. */
  width?: number
  height?: number
  /** Off for what must work without scripts. axe needs them. */
  javaScriptEnabled?: boolean
}

/** A Chromium of our own, with a temporary profile that is deleted when it closes. */
export interface TestBrowser {
  /** A page in a fresh context: it shares no cookies with the others. */
  newPage(options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts Debian's Chromium, or the one that the environment variable `CHROMIUM` names.
 * Throws an error that names the package to install when it is not there.
 */
export const launchBrowser = async (
  executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium',
): Promise<TestBrowser> => {
  if (!existsSync(executablePath)) {
    throw new Error(`Chromium was not found at ${executablePath}; install it: apt-get install chromium`)
  }
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args })
  return {
    newPage: async ({ colorScheme = 'light', width = 1280, height = 800, javaScriptEnabled = true } = {}) => {
      const context = await browser.newContext({
        colorScheme,
        javaScriptEnabled,
        locale: 'en-GB',
        viewport: { width, height },
      })
      return context.newPage()
    },
    close: () => browser.close(),
  }
}
