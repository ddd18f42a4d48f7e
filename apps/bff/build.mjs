/** One file for the server, beside it the sample's revisions. Native modules stay outside: they are loaded from node_modules. */
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildRevisions } from '../../examples/storefront/build.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })
await build({
  entryPoints: [here('src/main.ts')],
  outfile: here('dist/bff.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  external: ['better-sqlite3', '@node-rs/argon2'],
  // CommonJS packages in the bundle still call `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)",
  },
  logLevel: 'warning',
})
await buildRevisions(here('dist/samples'))
