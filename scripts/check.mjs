/** `npm run check`: what to run before every commit. Types, lint, format, boundaries and the tests without processes. */
import { requireNode } from './node-version.mjs'

requireNode()
const { boundaries, close, format, lint, types, vitest } = await import('./steps.mjs')

const results = []
for (const step of [types, lint, format, boundaries]) results.push(await step())
results.push(await vitest(['packages', 'apps/web', 'scripts']))
close(results)
