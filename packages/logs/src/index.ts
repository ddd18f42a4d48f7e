/** Log lines of deployments: kept in files, read by target and event, searched as a whole, told to whoever listens. */
export type { LineFilter } from './block.ts'
export * from './log-query.ts'
export * from './logs.ts'
export type { Removal } from './removal.ts'
export type { HitCount, LogHit, LogSearch, LogSearchAnswer, LogSearchPage } from './search/log-search.ts'
