/** A scriptable event: its scripts one after the other, the first failure ends it. Source: facts 8.4. */
import type { EventContext } from '../event-context.ts'
import { EventCut, EventFailure } from '../event-failure.ts'
import { readAppSpec } from '../read-app-spec.ts'
import { hookEnvironment } from './hook-environment.ts'
import { runScript } from './run-script.ts'
import { archiveWithScripts } from './script-source.ts'

export async function runHooks(context: EventContext): Promise<void> {
  const { command, output } = context
  const archive = archiveWithScripts(context)
  if (archive === undefined) return output.say('nothing to run: this group has not been installed on this host before')
  const scripts = readAppSpec(archive).hooks[command.event] ?? []
  if (scripts.length === 0) return output.say(`nothing to run: the AppSpec has no ${command.event} hook`)
  const until = Date.now() + command.eventLimitSeconds * 1000
  for (const script of scripts) {
    if (context.cut.aborted) throw new EventCut(command.event)
    const leftSeconds = Math.ceil((until - Date.now()) / 1000)
    if (leftSeconds <= 0) throw tooLong(context, script.location)
    const limitSeconds = Math.min(script.timeout, leftSeconds)
    await runScript({ context, archive, script, limitSeconds, environment: hookEnvironment(context, archive) })
  }
}

function tooLong({ command }: EventContext, location: string): EventFailure {
  const message = `The scripts of ${command.event} took all of its ${command.eventLimitSeconds} seconds; ${location} was not started.`
  return new EventFailure(message, { errorCode: 'ScriptTimedOut', scriptName: location })
}
