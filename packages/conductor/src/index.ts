/** The conductor: the one door through which everything that changes anything passes. */
export type { Timers } from './alarm-clock.ts'
export * from './conductor.ts'
export type { Consequence, Consequences } from './consequences.ts'
export * from './door.ts'
export type { Engine } from './engine-port.ts'
export type { Log } from './log.ts'
export { retryAfterMilliseconds } from './run-tick.ts'
export type { Follows } from './told-groups.ts'
