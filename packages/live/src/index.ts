/** The hub of live topics, for the server. The browser's end is `@sluice/live/client`. */
export { createHub, type Hub, type HubConnection, type HubMetrics, type HubOptions } from './hub/hub.ts'
export type { PublishOptions, TopicKind, TopicSnapshot, TopicSource, TopicSources } from './hub/topic-source.ts'
export type { Connection } from './hub/connection.ts'
export { hubLimits } from './hub/hub-limits.ts'
export { deltaMerges } from './hub/delta-merges.ts'
export { systemTimers, type Timers } from './timers.ts'
