/** The log of a deployment: what is shown of it (filters and search in the URL), and the window in which it is read. */
import type { DeploymentSummary, LogLine } from '@sluice/model'
import { memo, useCallback, useMemo, useState } from 'react'
import { StaleTag } from '../../../components/StaleTag.tsx'
import { useTopic } from '../../../live/bridge.ts'
import type { TopicView } from '../../../live/bridge.ts'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { useZone } from '../../../ui/time-format.ts'
import { usePaced } from '../../../ui/use-paced.ts'
import { isTerminalStatus } from '../terminal.ts'
import { HiddenLine } from './HiddenLine.tsx'
import type { LogView } from './log-book.ts'
import { useLogParams } from './log-params.ts'
import { LineFilters, LogFilters } from './LogFilters.tsx'
import { Download, downloadPath, MaskedNote, TimeChoice } from './LogMenu.tsx'
import { LogWindow } from './LogWindow.tsx'
import { SearchBar } from './SearchBar.tsx'
import { useEmptyWords } from './use-empty-words.ts'
import { useLinkedLine } from './use-linked-line.ts'
import { useLogLines } from './use-log-lines.ts'
import { useLogSearch } from './use-log-search.ts'

interface LogPanelProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
  /** Only this host; set in the target sheet. */
  host?: string | undefined
}

/** Lines come faster than anybody reads: they are drawn as often as leaves time for the rest of the page. */
export function LogPanel({ deployment, fleet, host }: LogPanelProps) {
  const { data, error, state, asOf } = useTopic('log', deployment.deploymentId)
  const newest = useMemo(
    () => ({ deployment, fleet, host, log: { data, error, state, asOf } }),
    [deployment, fleet, host, data, error, state, asOf],
  )
  return <DrawnLog {...usePaced(newest)} />
}

const DrawnLog = memo(function DrawnLog({ deployment, fleet, host, log }: LogPanelProps & { log: TopicView<'log'> }) {
  const { deploymentId, status, lifecycleEvents } = deployment
  const isOver = isTerminalStatus(status)
  const params = useLogParams()
  const zone = useZone()
  const { stream, severities } = params
  const filterHost = host ?? params.host
  const filterEvent = host === undefined ? params.event : undefined
  const filter = useMemo(
    () => ({ host: filterHost, event: filterEvent, stream, severities }),
    [filterHost, filterEvent, stream, severities],
  )
  const [opened, setOpened] = useState<readonly string[]>([])
  const onHost = useCallback(
    (name: string) => setOpened((before) => (before.includes(name) ? before : [...before, name])),
    [],
  )
  const wanted = useMemo(() => wantedHosts(fleet, filterHost, opened), [fleet, filterHost, opened])
  const { view, load, loadAround } = useLogLines(deploymentId, log.data, wanted, filterHost)
  const search = useLogSearch(deploymentId, params, filter, { isOver })
  const hits = useMemo(() => hitsView(search.hits.map((hit) => hit.line)), [search.hits])
  const onlyHits = params.onlyHits && search.isOn
  const linked = useLinkedLine(deploymentId, params.line, onlyHits ? hits : view, loadAround)
  const isEmpty = log.data !== undefined && log.data.lines.length === 0 && !log.data.olderOnServer
  const emptyWords = useEmptyWords(deploymentId, { isOver, isEmpty, onlyHits })
  const filterKey = [deploymentId, filterHost, filterEvent, stream, severities, onlyHits].join('\n')
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
        <>
          <SearchBar search={search} params={params} />
          <HiddenLine linked={linked} filter={filter} params={params} isHostFixed={host !== undefined} />
          <LogWindow
            key={filterKey}
            view={onlyHits ? hits : view}
            fleet={fleet}
            filter={filter}
            isOver={isOver}
            startsAtFailure={status === 'Failed'}
            onlyHits={onlyHits}
            time={params.time ?? (zone === 'UTC' ? 'utc' : 'local')}
            marks={search.marks}
            linked={linked}
            downloadPath={downloadPath(deploymentId, { target: filterHost, event: filterEvent })}
            emptyWords={emptyWords}
            onLoad={onlyHits ? undefined : load}
            onLine={(link) => params.set('line', link)}
            onHost={onHost}
            filters={
              <>
                {host === undefined && (
                  <LogFilters hosts={fleet?.names ?? []} events={lifecycleEvents} params={params} />
                )}
                <LineFilters params={params} />
                <TimeChoice
                  time={params.time ?? (zone === 'UTC' ? 'utc' : 'local')}
                  onTime={(time) => params.set('time', time)}
                />
                <Download
                  deploymentId={deploymentId}
                  host={filterHost}
                  params={{ event: filterEvent, stream, severities }}
                />
                <MaskedNote />
                {onlyHits && search.loadMore !== undefined && (
                  <button type="button" className="min-h-6 px-1.5 underline" onClick={search.loadMore}>
                    {search.hits.length.toLocaleString('en')} hits shown · Show more
                  </button>
                )}
              </>
            }
          />
        </>
      )}
    </section>
  )
})

/** Lines as the search answered them; whatever stands between them is not wanted. */
const hitsView = (lines: readonly LogLine[]): LogView => ({ lines, holes: [], mayLoad: false })

/** So many failed hosts are read whole, however old their lines are. */
const mostFailed = 5

function wantedHosts(fleet: Fleet | undefined, host: string | undefined, opened: readonly string[]): readonly string[] {
  if (host !== undefined) return [host]
  const failed = fleet?.names.filter((_, index) => statusOf(fleet, index) === 'Failed').slice(0, mostFailed) ?? []
  return [...new Set([...failed, ...opened])]
}
