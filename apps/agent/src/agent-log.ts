/** What the agent says about itself, on stderr: one JSON object a line. What hooks print never comes here. */
import pino from 'pino'

export interface AgentLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export function openAgentLog(): AgentLog {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
}
