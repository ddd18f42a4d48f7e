/** The product's operations and topics. One folder an operation; the tables are the registries. */
export * from './client.ts'
export * from './contracts.ts'
export * from './operation.ts'
