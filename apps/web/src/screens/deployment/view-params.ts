/** The state of the live view that lives in the URL: filters, the open target, map or table. Unknown values are dropped. */
import type { TargetStatus } from '@sluice/model'
import { useSearchParams } from 'react-router'
import { targetStatuses } from '../../live/fleet.ts'
import type { FleetLabel } from '../../live/fleet.ts'

export interface ViewParams {
  target: string | undefined
  view: 'map' | 'table'
  /** Which states are shown; empty = all. */
  states: readonly TargetStatus[]
  /** Blue/green: only this fleet. `?fleet=Blue` is the original, `?fleet=Green` the replacement. */
  fleet: FleetLabel | undefined
  logHost: string | undefined
  logEvent: string | undefined
  /** Only the hosts of this failure group. */
  failure: string | undefined
  /** Two logs side by side: `web-2:ApplicationStart`. */
  compare: string | undefined
}

export function viewParamsFrom(params: URLSearchParams): ViewParams {
  const states = (params.get('state') ?? '').split(',')
  return {
    target: params.get('target') ?? undefined,
    view: params.get('view') === 'table' ? 'table' : 'map',
    states: targetStatuses.filter((status) => states.includes(status)),
    fleet: fleetLabels[params.get('fleet') ?? ''],
    logHost: params.get('host') ?? undefined,
    logEvent: params.get('event') ?? undefined,
    failure: params.get('failure') ?? undefined,
    compare: params.get('compare') ?? undefined,
  }
}

const fleetLabels: Record<string, FleetLabel> = { Blue: 'B', Green: 'G' }

export type ViewKey = 'target' | 'view' | 'state' | 'fleet' | 'host' | 'event' | 'failure' | 'compare'

/** The same address with one thing changed; `undefined` takes it out. */
export function withParam(params: URLSearchParams, key: ViewKey, value: string | undefined): URLSearchParams {
  const next = new URLSearchParams(params)
  if (value === undefined || value === '') next.delete(key)
  else next.set(key, value)
  return next
}

export function useViewParams() {
  const [params, setParams] = useSearchParams()
  const set = (key: ViewKey, value: string | undefined) =>
    setParams((before) => withParam(before, key, value), { replace: true, preventScrollReset: true })
  return { ...viewParamsFrom(params), params, set }
}
