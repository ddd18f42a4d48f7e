/** The track that keeps the newest lines of an event that grew too long: where it lies, and how its gap shows. */
import { leftOutText } from './log-line-text.ts'
import type { LineFilter } from './block.ts'
import { placeOf, type StoredLine } from './stored-line.ts'
import type { Track } from './track.ts'

const tailPrefix = 'tail.'

export const isTailFolder = (name: string): boolean => name.startsWith(tailPrefix)

/** `~` cannot occur in the name of a host; anything that a path would misread is escaped. */
export const folderOfEvent = (key: string): string => {
  const { targetId, event } = placeOf(key)
  return `${tailPrefix}${encodeURIComponent(targetId)}~${event}`
}

export const eventOfFolder = (name: string): string => {
  const [targetId = '', event = ''] = name.slice(tailPrefix.length).split('~')
  return `${decodeURIComponent(targetId)}/${event}`
}

/** The lines that were left out show themselves as one, under the number of the last of them. */
export async function* tailRun(
  key: string,
  tail: Track,
  limitBytes: number,
  { filter, from, forward }: { filter: LineFilter; from: number; forward: boolean },
): AsyncGenerator<StoredLine> {
  const gone = tail.leftOut()
  const { targetId, event } = placeOf(key)
  const notice = (at: number): StoredLine[] =>
    gone.lines === 0 || gone.lastSeq < from || gone.lastSeq > (filter.toSeq ?? Infinity)
      ? []
      : [
          {
            seq: gone.lastSeq,
            at,
            targetId,
            event,
            script: '',
            stream: 'agent',
            text: leftOutText(gone.lines, limitBytes),
            leftOut: gone.lines,
            attempt: 0,
            line: 0,
          },
        ]
  let at = 0
  if (forward) {
    for await (const line of tail.oldestFirst(filter, from)) {
      if (at === 0) yield* notice(line.at)
      at = line.at
      yield line
    }
    return
  }
  for await (const line of tail.newestFirst(filter, from)) {
    at = line.at
    yield line
  }
  yield* notice(at)
}
