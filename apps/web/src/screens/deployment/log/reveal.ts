/** Which folds must be open so that a line is seen, wherever the rules of folding put it. */
import { placeOf } from '../../../live/log.ts'
import type { LineGroup } from './groups.ts'
import type { FoldFacts } from './log-block.ts'
import { alikeKey, hostKey, succeededKey } from './log-blocks.ts'

/** Undefined when the line is not there. */
export function foldsThatShow(groups: readonly LineGroup[], facts: FoldFacts, seq: number): string[] | undefined {
  const group = groups.find(({ lines }) => lines[placeOf(lines, seq)]?.seq === seq)
  if (group === undefined) return undefined
  const section = group.sections.find(({ lines }) => lines[placeOf(lines, seq)]?.seq === seq)
  const state = facts.eventState(group.targetId, group.event)
  return [
    ...(facts.hostState(group.targetId) === 'succeeded' ? [succeededKey, hostKey(group.targetId)] : []),
    group.key,
    alikeKey(state, group),
    ...(section === undefined ? [] : [section.key]),
  ]
}
