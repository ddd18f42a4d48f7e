/** A draft that nobody touched for this long is gone: it is not shown any more, and removed when the next one is saved. */
import { limits, type Draft } from '@sluice/model'

const day = 24 * 3600 * 1000

export const isOver = ({ updateTime }: Draft, now: number): boolean =>
  Date.parse(updateTime) + limits.draftDays * day <= now
