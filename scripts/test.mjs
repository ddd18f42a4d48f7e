/** `npm test`, and with `--slow` the long proofs too: everything that can be proved, and one closing line over it. */
import { requireNode } from './node-version.mjs'

requireNode()
const isSlow = process.argv.includes('--slow')
const { setUp } = await import('./set-up.mjs')
await setUp()
const { boundaries, close, format, lint, stories, types, unusedCode, vitest } = await import('./steps.mjs')

const results = [{ passed: 1, failed: 0, skipped: 0 }]
results.push(await types())
results.push(...(await Promise.all([lint(), format(), boundaries(), unusedCode()])))
results.push(await vitest([], { isSlow }))
results.push(await stories({ isSlow }))
close(results)
