/** The command: what a person sees of the supervisor. Runs from `dist/` and from `src/` alike, both one folder deep. */
import { fileURLToPath } from 'node:url'
import { readSettings, SettingsError } from './settings.ts'
import { supervise } from './supervise.ts'

const apps = new URL('../../', import.meta.url)
const scripts = {
  balancer: fileURLToPath(new URL('balancer/dist/balancer.mjs', apps)),
  bff: fileURLToPath(new URL('bff/dist/bff.mjs', apps)),
  agent: fileURLToPath(new URL('agent/dist/sluice-agent.mjs', apps)),
}
const say = (line: string) => console.log(line)

try {
  const settings = readSettings(process.env, process.cwd())
  process.exitCode = await supervise({ settings, scripts, environment: process.env, say })
} catch (error) {
  process.exitCode = 1
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
}
process.exit()
