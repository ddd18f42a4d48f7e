/** Log lines of deployments: kept in files, read by target and event, told to whoever listens. */
export * from './log-query.ts'
export * from './logs.ts'
