/** What the log is made of, from top to bottom: rows of a header, each with or without lines below it. */
import type { LogLine } from '@sluice/model'
import type { Hole } from './log-book.ts'

export type GroupState = 'running' | 'succeeded' | 'failed' | 'other'

/** What the fleet says of hosts and their events. */
export interface FoldFacts {
  hostState(targetId: string): GroupState
  eventState(targetId: string, event: string): GroupState
  /** Large fleets: succeeded hosts are one row, and the same script on several hosts is one group. */
  joinsHosts: boolean
  /** One host or one event is looked at: nothing is folded by itself. */
  opensAll: boolean
  /** Milliseconds since the epoch, while nothing is heard of the host. */
  silentSince?(targetId: string): number | undefined
}

export interface LogBlock {
  key: string
  kind: 'host' | 'group' | 'section' | 'succeededHosts' | 'hole'
  /** Inside how many open rows it stands. */
  depth: number
  targetId: string
  state: GroupState
  isOpen: boolean
  /** The lines under the header; none of several hosts while they are folded. */
  lines: readonly LogLine[]
  /** How many lines it stands for, shown or not. */
  count: number
  /** The number of its first line. */
  firstSeq: number
  event: string
  script: string
  /** Of a section: what the script called it. */
  title: string
  /** Of a running group whose host is not heard. */
  silentSince: number | undefined
  /** How many events (of a folded host) or hosts (of a joined row) it stands for. */
  stands: number
  /** Of the first and the last line it stands for, milliseconds since the epoch. */
  firstAt: number
  lastAt: number
  top: number
  height: number
  /** With wrapped lines: the row in which each line begins, and the one after the last. */
  lineTops: Float64Array | undefined
  /** Lines that are only in the file. */
  hole: Hole | undefined
}

/** `columns` = characters in a row when lines wrap; undefined = they do not. */
export interface LayoutOptions {
  folds: ReadonlyMap<string, boolean>
  columns: number | undefined
  holes: readonly Hole[]
}
