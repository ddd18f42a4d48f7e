/** One file that Node runs as it is: `dist/sluice-agent.mjs`. A host needs Node and this file, nothing else. */
import { build } from 'esbuild'
import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const outfile = `${folder}dist/sluice-agent.mjs`

await build({
  absWorkingDir: folder,
  entryPoints: ['src/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Packages written as CommonJS ask for Node's own modules with `require`.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire as makeRequire } from "node:module"\nconst require = makeRequire(import.meta.url)',
  },
  // Optional speed-ups of ws in native code, which a single file cannot carry.
  external: ['bufferutil', 'utf-8-validate'],
  logLevel: 'warning',
})
chmodSync(outfile, 0o755)
