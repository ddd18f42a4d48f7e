/** The line that the URL names: where it is in the log, loaded with what stands around it; or why it cannot be shown. */
import type { LogLine } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { placeOf } from '../../../live/log.ts'
import { op } from '../../../query/op.ts'
import { isAt, placeOfLink, placeWords } from './line-link.ts'
import type { LogView } from './log-book.ts'

export interface LinkedLine {
  /** The link that led to it. */
  link: string
  /** Undefined while it is looked for, and when it is not there. */
  line: LogLine | undefined
  /** A sentence, when it cannot be shown. */
  gone: string | undefined
}

export function useLinkedLine(
  deploymentId: string,
  link: string | undefined,
  view: LogView,
  loadAround: (seq: number) => void,
): LinkedLine | undefined {
  const place = useMemo(() => placeOfLink(link), [link])
  const { targetId = '', event, line: fromLine } = place ?? {}
  const asked = { deploymentId, targetId, limit: 1, ...(event !== undefined && { event, fromLine }) }
  const found = useQuery({ ...op('getDeploymentLog', asked), enabled: place !== undefined, retry: false })
  const first = found.data?.lines[0]
  const line = first !== undefined && place !== undefined && isAt(first, place) ? first : undefined
  useEffect(() => {
    if (line !== undefined && view.lines[placeOf(view.lines, line.seq)]?.seq !== line.seq) loadAround(line.seq)
  }, [line, view, loadAround])
  if (link === undefined) return undefined
  if (place === undefined) return { link, line: undefined, gone: 'The link names no line of a log.' }
  if (line !== undefined || (found.data === undefined && found.error === null)) return { link, line, gone: undefined }
  return { link, line, gone: goneWords(placeWords(place), found.data?.removedTime !== undefined) }
}

const goneWords = (place: string, isRemoved: boolean): string =>
  isRemoved
    ? `The link leads to ${place}, which was removed with its log.`
    : `The link leads to ${place}, which is not in the log: it was never written, lost on the way, or left out by the limit of the size.`
