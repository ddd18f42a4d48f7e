/** What the parts of a simulated installation share. */
import type { Store } from '@sluice/store'
import type { Draw } from '../random.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { History } from '../history.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Time } from './time.ts'

export interface World {
  readonly scenario: Scenario
  readonly draw: Draw
  readonly time: Time
  /** What is on the disk. */
  readonly store: Store
  readonly ledger: Ledger
  readonly history: History
}
