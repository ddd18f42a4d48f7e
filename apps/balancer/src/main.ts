/**
 * The process: settings in, traffic until somebody ends it. A child of the supervisor: it ends with its parent at once, and on
 * SIGTERM it lets open requests end for a moment. A mistake in the settings is exit code 78 with one sentence.
 */
import { pino } from 'pino'
import { runBalancers } from './run-balancer.ts'
import { readSettings, SettingsError } from './settings.ts'

const configurationError = 78
const graceMs = 3_000
const log = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: true }))

try {
  process.on('disconnect', () => process.exit(0))
  const running = await runBalancers(readSettings(process.env), log)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void running.close(graceMs).finally(() => process.exit(0)))
  }
  log.info('serving')
} catch (error) {
  if (error instanceof SettingsError) console.error(error.message)
  else log.fatal({ err: error }, 'could not start')
  process.exit(error instanceof SettingsError ? configurationError : 1)
}
