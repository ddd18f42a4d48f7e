/**
 * How a cell is drawn in each state: fill, edge and mark. Shape and luminance differ besides hue, so that one failed cell
 * among ten thousand is found by every kind of eyes. Colours are token names.
 */
import type { TargetStatus } from '@sluice/model'
import type { TokenName } from '../../../theme/tokens.ts'

export interface CellInk {
  fill: TokenName | undefined
  edge: TokenName | undefined
  /** A darker foot: the light success fill is under 3:1 on white without it. */
  underline: TokenName | undefined
  isDotted: boolean
  mark: 'none' | 'dot' | 'cross' | 'slash' | 'diamond'
}

const plain = { edge: undefined, underline: undefined, isDotted: false, mark: 'none' } as const

const inks: Record<TargetStatus, CellInk> = {
  Pending: { ...plain, fill: undefined, edge: 'pending-line' },
  InProgress: { ...plain, fill: 'progress', mark: 'dot' },
  Succeeded: { ...plain, fill: 'success', underline: 'success-line' },
  Failed: { ...plain, fill: 'failed', mark: 'cross' },
  Skipped: { ...plain, fill: 'skipped', mark: 'slash' },
  Ready: { ...plain, fill: 'ready', edge: 'ready-line', mark: 'diamond' },
  Unknown: { ...plain, fill: undefined, edge: 'control', isDotted: true },
}

export const cellInk = (status: TargetStatus): CellInk => inks[status]
