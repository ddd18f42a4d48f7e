/**
 * The process: settings in, a server until somebody ends it. A child of the supervisor: it ends with its parent, and a mistake
 * in the settings is exit code 78 with one sentence, because starting again would not help.
 */
import { pino } from 'pino'
import { readSettings, SettingsError } from './settings.ts'
import { startBff } from './start-bff.ts'

const configurationError = 78
const log = pino({ level: 'info', base: null }, pino.destination(2))

try {
  const running = await startBff(readSettings(process.env, process.cwd()), log)
  let ending = false
  const end = (why: string): void => {
    if (ending) return
    ending = true
    log.info({ why }, 'ending')
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not end in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('SIGINT', () => end('SIGINT'))
  process.on('disconnect', () => end('the supervisor is gone'))
} catch (error) {
  if (error instanceof SettingsError) console.error(error.message)
  else log.fatal({ err: error }, 'could not start')
  process.exit(error instanceof SettingsError ? configurationError : 1)
}
