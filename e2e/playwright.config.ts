/**
 * Stories in a real browser against a real installation. Three workers: each file starts its own installation with six
 * real hosts, and waits for most of its time, so two cores carry three at a time. `stories` and `processes` belong to `npm test`, `slow` to `npm run test:slow`.
 */
import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
)

export default defineConfig({
  testDir: './src',
  outputDir: './test-results',
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'stories', testMatch: 'stories/*.story.ts' },
    { name: 'processes', testMatch: 'processes/*.story.ts' },
    { name: 'slow', testMatch: 'slow/*.story.ts' },
  ],
})
