/**
 * All tests that need no browser. Slow proofs (`*.slow.test.ts`) run with `SLUICE_SLOW=1`, that is in `npm run test:slow`.
 */
import { defineConfig } from 'vitest/config'

const slow = process.env['SLUICE_SLOW'] === '1' ? [] : ['**/*.slow.test.ts']
const exclude = ['**/node_modules/**', '**/dist/**', ...slow]

/** It stands between a module and the file system, so it needs modules of its own. */
const alone = ['packages/artifacts/src/durable.test.ts']

/**
 * Files of `packages` share a process and what was loaded in it: loading every module anew for each of 145 files took a minute and a
 * half. So a test there leaves nothing behind it. Those of `apps` start processes or stand in for a browser, and are alone.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    // By itself it leaves a core free, which is half of a machine with two.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{apps,scripts,examples}/**/*.test.ts', ...alone],
          exclude: [...exclude, 'apps/web/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'packages',
          environment: 'node',
          isolate: false,
          include: ['packages/**/*.test.ts'],
          exclude: [...exclude, ...alone],
        },
      },
      {
        extends: true,
        test: { name: 'web', environment: 'jsdom', include: ['apps/web/**/*.test.{ts,tsx}'], exclude },
      },
    ],
  },
})
