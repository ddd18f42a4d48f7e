/** The log of a deployment: what is shown of it (filters in the URL), and the window in which it is read. */
import type { DeploymentSummary } from '@sluice/model'
import { useMemo } from 'react'
import { StaleTag } from '../../../components/StaleTag.tsx'
import { useTopic } from '../../../live/bridge.ts'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { useViewParams } from '../view-params.ts'
import { LogWindow } from './LogWindow.tsx'
import { useLogLines } from './use-log-lines.ts'

interface LogPanelProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
  /** Only this host; set in the target sheet. */
  host?: string
}

export function LogPanel({ deployment, fleet, host }: LogPanelProps) {
  const { deploymentId, status, lifecycleEvents } = deployment
  const log = useTopic('log', deploymentId)
  const { logHost, logEvent, set } = useViewParams()
  const filterHost = host ?? logHost
  const filterEvent = host === undefined ? logEvent : undefined
  const filter = useMemo(() => ({ host: filterHost, event: filterEvent }), [filterHost, filterEvent])
  const wanted = useMemo(() => wantedHosts(fleet, filterHost), [fleet, filterHost])
  const { view, load } = useLogLines(deploymentId, log.data, wanted, filterHost)
  return (
    <section
      aria-label="Log of this deployment"
      data-state={log.state === 'loading' ? 'live' : log.state}
      className="relative flex min-h-0 flex-1 flex-col"
    >
      <StaleTag asOf={log.asOf} />
      {log.error !== undefined && (
        <ErrorRegion what="The log could not be shown" error={log.error} stillWorks="The deployment goes on." />
      )}
      {log.state === 'loading' && (
        <Loading what="Loading the log…">
          <BoneRows rows={4} />
        </Loading>
      )}
      {log.data !== undefined && (
        <LogWindow
          key={`${deploymentId}\n${filter.host ?? ''}\n${filter.event ?? ''}`}
          view={view}
          fleet={fleet}
          filter={filter}
          isOver={isTerminalStatus(status)}
          hasFailed={status === 'Failed'}
          onLoad={load}
          {...(host === undefined
            ? {
                filters: (
                  <LogFilters
                    hosts={fleet?.names ?? []}
                    events={lifecycleEvents}
                    host={logHost}
                    event={logEvent}
                    onHost={(name) => set('host', name)}
                    onEvent={(name) => set('event', name)}
                  />
                ),
              }
            : {})}
        />
      )}
    </section>
  )
}

/** So many failed hosts are read whole, however old their lines are. */
const mostFailed = 5

function wantedHosts(fleet: Fleet | undefined, host: string | undefined): readonly string[] {
  if (host !== undefined) return [host]
  return fleet?.names.filter((_, index) => statusOf(fleet, index) === 'Failed').slice(0, mostFailed) ?? []
}

interface LogFiltersProps {
  hosts: readonly string[]
  events: readonly string[]
  host: string | undefined
  event: string | undefined
  onHost: (name: string | undefined) => void
  onEvent: (name: string | undefined) => void
}

const choice =
  'field-sizing-content min-h-6 max-w-44 rounded-md border border-transparent bg-transparent text-xs text-muted hover:border-control'
/** A list of more hosts than this is no help; the map and the table lead to one host's log. */
const mostChoices = 500

function LogFilters({ hosts, events, host, event, onHost, onEvent }: LogFiltersProps) {
  const names = hosts.length <= mostChoices ? hosts : hosts.filter((name) => name === host)
  return (
    <>
      <select
        aria-label="Host"
        className={choice}
        value={host ?? ''}
        onChange={(change) => onHost(change.target.value || undefined)}
      >
        <option value="">all hosts</option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <select
        aria-label="Lifecycle event"
        className={choice}
        value={event ?? ''}
        onChange={(change) => onEvent(change.target.value || undefined)}
      >
        <option value="">all events</option>
        {events.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </>
  )
}
