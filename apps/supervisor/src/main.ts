/** The command: what a person sees of the supervisor. Runs from `dist/` and from `src/` alike, both one folder deep. */
import { fileURLToPath } from 'node:url'
import { settingsHelp } from './settings-help.mjs'
import { readSettings, SettingsError } from './settings.ts'
import { supervise } from './supervise.ts'

const apps = new URL('../../', import.meta.url)
const scripts = {
  balancer: fileURLToPath(new URL('balancer/dist/balancer.mjs', apps)),
  bff: fileURLToPath(new URL('bff/dist/bff.mjs', apps)),
  agent: fileURLToPath(new URL('agent/dist/sluice-agent.mjs', apps)),
}
const help = `Usage: node supervisor.mjs

Serves Sluice until it is told to end. Settings come from the environment:

${settingsHelp}`
const say = (line: string) => console.log(line)

process.exit(await main(process.argv.slice(2)))

/** Answers the exit code. A word that means nothing starts nothing: somebody meant something by it. */
async function main([word]: string[]): Promise<number> {
  if (word === undefined) return serve()
  if (word === '--help' || word === '-h') {
    say(help)
    return 0
  }
  console.error(`There is no ${word}: settings come from the environment. See --help.`)
  return 2
}

async function serve(): Promise<number> {
  try {
    const settings = readSettings(process.env, process.cwd())
    return await supervise({ settings, scripts, environment: process.env, say })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    console.error(error.message)
    return 1
  }
}
