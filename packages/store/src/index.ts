/** Stores: the port and its adapters. Knows nothing of rules. */
export * from './directory-keys.ts'
export * from './store.ts'
