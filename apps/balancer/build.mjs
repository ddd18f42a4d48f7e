/** One file that Node runs as it is: `dist/balancer.mjs`. */
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/main.ts'],
  outfile: 'dist/balancer.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  // Read at every start, and users wait for a start after a crash. Names stay, for the stacks in logs.
  minifyWhitespace: true,
  minifySyntax: true,
  // CommonJS packages in the bundle still call `require`.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'\nconst require = makeRequire(import.meta.url)",
  },
  logLevel: 'warning',
})
