/** The simulator: the production engine and conductor in a world of which every accident follows from one seed. */
export { runSeed, type RunOptions, type Verdict } from './run-seed.ts'
export { largeScenario } from './scenario/large-scenario.ts'
export { scenarioOf } from './scenario/scenario-of.ts'
export type { Scenario, Step } from './scenario/scenario.ts'
