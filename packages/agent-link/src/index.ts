/** What the server and the native agent say to each other. Knows the nouns; knows no socket and no engine. */
export * from './messages.ts'
export * from './redaction.ts'
export * from './told-diagnostics.ts'
export * from './signing.ts'
