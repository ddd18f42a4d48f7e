/** Compute platforms: where lifecycle events run. Knows the nouns and the agents' language; knows no engine and no store. */
export * from './platform.ts'
export * from './platforms.ts'
export * from './reports.ts'
export * from './servers/agent-connection.ts'
export * from './servers/host.ts'
export * from './servers/servers-platform.ts'
export * from './simulated/simulated-platform.ts'
