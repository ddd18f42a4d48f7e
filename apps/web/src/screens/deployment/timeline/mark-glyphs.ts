/** One shape for each kind of flag; the words stand in the list below the rows. */
import type { TimelineMark } from './timings.ts'

export const markGlyphs: Record<TimelineMark['kind'], string> = {
  start: '▶',
  wave: '≡',
  held: '‖',
  stop: '■',
  waiting: '◆',
  approved: '✓',
  rerouted: '⇄',
  originals: '○',
  rollback: '↩',
  end: '⚑',
}
