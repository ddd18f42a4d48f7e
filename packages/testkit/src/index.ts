/** Builders of model values for tests: a sensible whole, of which a test names only what it is about. */
export * from './a-deployment-spec.ts'
export * from './cost-of-length.ts'
export * from './directory-rows.ts'
export * from './movable-clock.ts'
