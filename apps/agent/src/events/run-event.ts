/** The one door of this room: a granted command goes in, a result comes out, whatever happens. */
import { assertNever } from '@sluice/model'
import { messageOf } from '../durable-file.ts'
import type { EventResult } from '../journal/journal-entry.ts'
import { downloadBundle } from './download-bundle.ts'
import type { EventContext } from './event-context.ts'
import { EventCut, EventFailure, failed, succeeded } from './event-failure.ts'
import { runHooks } from './hooks/run-hooks.ts'
import { install } from './install/install.ts'

export async function runEvent(context: EventContext): Promise<EventResult> {
  try {
    await runNamedEvent(context)
    return succeeded(context.output.tail())
  } catch (error) {
    const failure = failureOf(error, context)
    context.output.say(failure.message)
    return failed(failure.diagnostics, context.output.tail())
  } finally {
    context.output.finish()
  }
}

function runNamedEvent(context: EventContext): Promise<void> {
  const { event } = context.command
  switch (event) {
    case 'DownloadBundle':
      return downloadBundle(context)
    case 'Install':
      return install(context)
    case 'BlockTraffic':
    case 'AllowTraffic':
      throw new EventFailure(`${event} is the load balancer's event, not a host's.`)
    case 'ApplicationStop':
    case 'BeforeInstall':
    case 'AfterInstall':
    case 'ApplicationStart':
    case 'ValidateService':
    case 'BeforeBlockTraffic':
    case 'AfterBlockTraffic':
    case 'BeforeAllowTraffic':
    case 'AfterAllowTraffic':
      return runHooks(context)
    default:
      return assertNever(event, 'lifecycle event')
  }
}

function failureOf(error: unknown, { command, cut }: EventContext): EventFailure {
  if (error instanceof EventFailure) return error
  if (cut.aborted) return new EventCut(command.event)
  return new EventFailure(`${command.event} failed on this host: ${messageOf(error)}`)
}
