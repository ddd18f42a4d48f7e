/** What every adapter of the port is tested with, and the store that fails on demand for tests of its users. */
export * from './contract-rows.ts'
export * from './failing-store.ts'
export * from './store-contract.ts'
