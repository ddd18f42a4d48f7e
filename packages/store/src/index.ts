/** Stores: the port and its adapters. Knows nothing of rules. */
export { activityFact, type ActivityFact } from './activity-fact.ts'
export * from './audit-chain.ts'
export * from './directory-keys.ts'
export * from './memory/memory-store.ts'
export * from './sqlite/sqlite-store.ts'
export * from './store.ts'
export * from './two-writers.ts'
