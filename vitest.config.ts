/**
 * All tests that need no browser. Slow proofs (`*.slow.test.ts`) run with `SLUICE_SLOW=1`, that is in `npm run test:slow`.
 */
import { defineConfig } from 'vitest/config'

const slow = process.env['SLUICE_SLOW'] === '1' ? [] : ['**/*.slow.test.ts']
const exclude = ['**/node_modules/**', '**/dist/**', ...slow]
/** Puts another file system in the place of Node's own. */
const standIns = 'packages/artifacts/src/durable.test.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    // By itself it leaves a core free, which is half of a machine with two.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      // The rooms of packages keep nothing at hand that a test could leave behind, so their files share what they load.
      {
        extends: true,
        test: {
          name: 'rooms',
          environment: 'node',
          isolate: false,
          include: ['packages/**/*.test.ts'],
          exclude: [...exclude, standIns],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{apps,scripts,examples}/**/*.test.ts', standIns],
          exclude,
        },
      },
      // A test of logic that needs a page says so in its first line; making one costs more than most tests.
      { extends: true, test: { name: 'page', environment: 'jsdom', include: ['apps/web/**/*.test.tsx'], exclude } },
    ],
  },
})
