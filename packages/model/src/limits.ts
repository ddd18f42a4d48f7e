/** Numbers enforced at the border. Source: facts section 14.1, with the product's own in `architecture.md`. */
export const limits = {
  descriptionCharacters: 256,
  tagFiltersPerGroup: 10,
  tagsPerInstance: 10,
  /** In one call that adds or removes tags. */
  instancesPerTagChange: 100,
  hostsPerDeployment: 10_000,
  applicationsPerAccount: 1000,
  groupsPerApplication: 1000,
  jsonBodyBytes: 1024 * 1024,
  logLineBytes: 64 * 1024,
  /** Of what a failed event says, and of the end of its log that goes with it. */
  diagnosticsCharacters: 4096,
  logBytesPerEventAndTarget: 50 * 1024 * 1024,
  logSearchCharacters: 500,
  /** Of targets and of events that a search of a log is narrowed to. */
  logSearchNames: 100,
  /** How many targets one decision may start, so that no commit blocks the loop for long. */
  startsPerDecision: 500,
  batchGetTargets: 25,
  pageRows: 100,
  inPlaceTotalSeconds: 8 * 3600,
  /** 48 h until the reroute, 48 h until the originals end, and an hour for each of 13 events. */
  blueGreenTotalSeconds: 109 * 3600,
  readyWaitMinutes: 2880,
  terminationWaitMinutes: 2880,
  /** 48 h between two zones, 14 days between all of them, which no total time counts. */
  zoneBakeSeconds: 48 * 3600,
  allZoneBakesSeconds: 14 * 24 * 3600,
  zonesPerDeployment: 100,
  targetGroupsPerGroup: 10,
  scalingGroupsPerGroup: 10,
  loadBalancersPerAccount: 100,
  targetGroupsPerAccount: 500,
  nameCharacters: 100,
  tagGroupsPerGroup: 3,
  customConfigsPerAccount: 200,
  /** Of an address that a draft or a saved view holds. */
  keptSearchCharacters: 8000,
  /** Of the team; a person's own have a limit of their own, so that nobody uses up everybody's. */
  teamViewsPerAccount: 500,
  personalViewsPerUser: 50,
  draftsPerUser: 100,
  /** Without a touch. */
  draftDays: 30,
} as const
