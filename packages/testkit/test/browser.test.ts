import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launchBrowser } from 'mandate-testkit'

test('without Chromium the error says what to install', async () => {
  await assert.rejects(launchBrowser('/nonexistent/chromium'), /apt-get install chromium/)
})
