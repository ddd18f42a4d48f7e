/** Numbers enforced at the border. Source: facts section 14.1, with the product's own in `architecture.md`. */
export const limits = {
  descriptionCharacters: 256,
  tagFiltersPerGroup: 10,
  tagsPerInstance: 10,
  hostsPerDeployment: 10_000,
  applicationsPerAccount: 1000,
  groupsPerApplication: 1000,
  jsonBodyBytes: 1024 * 1024,
  logLineBytes: 64 * 1024,
  logBytesPerEventAndTarget: 50 * 1024 * 1024,
  /** How many targets one decision may start, so that no commit blocks the loop for long. */
  startsPerDecision: 500,
  batchGetTargets: 25,
  pageRows: 100,
  inPlaceTotalSeconds: 8 * 3600,
} as const
