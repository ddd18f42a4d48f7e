/**
 * `npm start`: sets up the checkout, then becomes the supervisor. It is the same process, so that Ctrl-C, signals and
 * the exit code need no passing on. Nothing here may need `node_modules`.
 */
import { settingsHelp } from '../apps/supervisor/src/settings-help.mjs'
import { requireNode } from './node-version.mjs'

const help = `Usage: npm start

Sets up this checkout and serves Sluice until Ctrl-C. Settings come from the environment:

${settingsHelp}

Example: SLUICE_PORT=8000 SLUICE_DATA=/srv/sluice npm start`

requireNode()
if (process.argv.includes('--help')) {
  console.log(help)
} else {
  const { setUp } = await import('./set-up.mjs')
  await setUp()
  await import('../apps/supervisor/dist/supervisor.mjs')
}
