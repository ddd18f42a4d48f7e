/** What of the log is looked at, and how, as it stands in the URL. Unknown values are dropped. */
import { logSeverities, type LogLine, type LogSeverity } from '@sluice/model'
import { useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'

export const timeModes = ['local', 'utc', 'event', 'none'] as const
export type TimeMode = (typeof timeModes)[number]

export interface LogParams {
  host: string | undefined
  event: string | undefined
  stream: LogLine['stream'] | undefined
  severities: readonly LogSeverity[] | undefined
  /** Undefined: as everywhere in the dashboard. */
  time: TimeMode | undefined
  /** A line that a link names: `<targetId>:<Event>:<number>`. */
  line: string | undefined
  query: string
  isRegex: boolean
  isCaseSensitive: boolean
  onlyHits: boolean
}

export type LogKey = 'host' | 'event' | 'stream' | 'severity' | 'time' | 'line' | 'q' | 'mode' | 'case' | 'show'

const streams = ['stdout', 'stderr', 'agent'] as const

export function logParamsFrom(params: URLSearchParams): LogParams {
  const asked = (params.get('severity') ?? '').split(',')
  const severities = logSeverities.filter((severity) => asked.includes(severity))
  const query = params.get('q') ?? ''
  return {
    host: params.get('host') ?? undefined,
    event: params.get('event') ?? undefined,
    stream: streams.find((stream) => stream === params.get('stream')),
    severities: severities.length === 0 ? undefined : severities,
    time: timeModes.find((mode) => mode === params.get('time')),
    line: params.get('line') ?? undefined,
    query,
    isRegex: params.get('mode') === 'regex',
    isCaseSensitive: params.get('case') === '1',
    onlyHits: params.get('show') === 'hits' && query !== '',
  }
}

export function useLogParams() {
  const [params, setParams] = useSearchParams()
  /** What was changed last: a change may come later than the render that it was made in. */
  const latest = useRef(params)
  latest.current = params
  const change = (act: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(latest.current)
    act(next)
    latest.current = next
    setParams(next, { replace: true, preventScrollReset: true })
  }
  return {
    ...useMemo(() => logParamsFrom(params), [params]),
    set: (key: LogKey, value: string | undefined) =>
      change((next) => (value === undefined || value === '' ? next.delete(key) : next.set(key, value))),
    clear: (keys: readonly LogKey[]) => change((next) => keys.forEach((key) => next.delete(key))),
  }
}
