/** What the thread that searches is told, and what it answers. */
import type { Piece } from '../track.ts'

/** `some`: others wait. `stop`: nobody waits for the answer any more. */
export const haste = { none: 0, some: 1, stop: 2 }

/** A regular expression as data. */
export interface Pattern {
  source: string
  flags: string
}

export interface SearchJob {
  /** One list a track, each in the order of its lines. */
  tracks: Piece[][]
  /** Undefined: every line is a hit. */
  pattern: Pattern | undefined
  /** What a line must hold in the file (as JSON writes it): lines without it are skipped unread. */
  needle: Pattern | undefined
  targets: readonly string[] | undefined
  events: readonly string[] | undefined
  streams: readonly string[] | undefined
  severities: readonly string[] | undefined
  words: { error: Pattern; warning: Pattern; terminalCodes: Pattern }
  afterSeq: number
  /** Of all; 0 when only counts are wanted. */
  mostHits: number
  /** Count all lines; without, it ends as soon as it has its hits. */
  counts: boolean
  budgetMs: number
  /** When others wait. */
  sharedBudgetMs: number
  /**
   * Shared with the thread. First: 0 until it begins, then counts pieces, so that whoever waits sees whether it gets on. Second:
   * its haste.
   */
  progress: Int32Array
}

export interface JobHit {
  seq: number
  /** The line as it is in the file. */
  text: string
  /** Where it matches, in its text without terminal codes: from, to. */
  ranges: [number, number][]
}

export interface JobAnswer {
  hits: JobHit[]
  /** By `target`, a line end and `event`. */
  counts: Map<string, number>
  /** False when the time was over before everything was looked at. */
  isWhole: boolean
}

/** `unfit`: the pattern cannot be tried. */
export type JobReply = { answer: JobAnswer } | { unfit: string } | { fault: string }
