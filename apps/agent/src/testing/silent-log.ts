/** For tests that do not read what the agent says about itself. */
import type { AgentLog } from '../agent-log.ts'

export const silentLog: AgentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
