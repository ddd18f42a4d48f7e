/** `run`: the agent in the foreground, until a signal or until whoever started it is gone. */
import { mkdirSync } from 'node:fs'
import { openAgentLog } from '../agent-log.ts'
import { startAgent } from '../agent.ts'
import { lockHome } from '../home-lock.ts'
import { agentVersion, paths, readHostSettings } from '../settings.ts'
import { type CommandWords, readWords } from './words.ts'

export const run: CommandWords = {
  summary: 'connect to the server and run its deployments',
  usage: 'run [--home DIR]',
  async execute(args) {
    const { values } = readWords(args, { home: { type: 'string' } })
    const host = readHostSettings(values.home, process.env)
    const log = openAgentLog()
    mkdirSync(host.home, { recursive: true, mode: 0o755 })
    const lock = lockHome(paths.lock(host.home))
    if (lock === undefined) {
      console.error(`Another agent is running in ${host.home}.`)
      return 1
    }
    log.info({ version: agentVersion, home: host.home, pid: process.pid }, 'agent starts')
    const end = untilToldToEnd()
    const agent = await startAgent(host, log)
    log.info({ reason: await end }, 'agent stops')
    await agent.stop()
    lock.release()
    return 0
  },
}

/** A signal, or the end of the process that started this one and holds the other end of the channel. */
function untilToldToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
    if (process.connected) process.once('disconnect', () => resolve('its parent is gone'))
  })
}
