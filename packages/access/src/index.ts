/** Access: who somebody is and what they may do. Knows the nouns and the store; knows no HTTP. */
export * from './can.ts'
export * from './credentials.ts'
export * from './enrolment.ts'
export * from './operation-roles.ts'
export * from './passwords.ts'
export * from './secrets.ts'
export * from './sign-in-gate.ts'
