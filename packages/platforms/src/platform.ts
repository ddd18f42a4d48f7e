/**
 * The port of a compute platform: it is told what to run after the commit, and reports by signals. It decides nothing and
 * retries nothing; commands come at least once and are applied once.
 */
import type { Command, ComputePlatform } from '@sluice/model'

export interface Platform {
  readonly computePlatform: ComputePlatform
  /** Returns at once. Commands of one call are taken in their order. */
  dispatch(commands: readonly Command[]): void
  stop(): void
}
