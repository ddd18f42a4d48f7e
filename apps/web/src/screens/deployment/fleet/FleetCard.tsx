/** The fleet at the size it has: one large card, labelled cards, or a map; always with its table twin. */
import type { DeploymentSummary } from '@sluice/model'
import { StaleTag } from '../../../components/StaleTag.tsx'
import type { TopicView } from '../../../live/bridge.ts'
import { countByStatus, countLeftPartWay } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { Card } from '../../../ui/Card.tsx'
import { cx } from '../../../ui/cx.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { useShortcut } from '../../../ui/keys.ts'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { FailureFilter } from '../failures/FailureFilter.tsx'
import { useFailingPlaces } from '../failures/use-failing-places.ts'
import { RedeployToThese } from '../RedeployToThese.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { useViewParams } from '../view-params.ts'
import { shownTargets } from './chosen.ts'
import { FleetFilter } from './FleetFilter.tsx'
import { FleetMap } from './FleetMap.tsx'
import { HostCards } from './HostCards.tsx'
import { Legend } from './Legend.tsx'
import { TargetsTable } from './TargetsTable.tsx'

/** Up to so many targets get a card with a name; beyond, cells on a map. */
const mostCards = 60
/** Fewer than this are seen at a glance: no legend. */
const legendFrom = 13

interface FleetCardProps {
  deployment: DeploymentSummary
  fleet: TopicView<'fleet'>
  className?: string
}

export function FleetCard({ deployment, fleet, className }: FleetCardProps) {
  const { view, set } = useViewParams()
  useShortcut('twin', () => set('view', view === 'table' ? undefined : 'table'))
  const size = fleet.data?.names.length ?? deployment.health.total
  return (
    <Card
      title="Fleet"
      aside={`${size.toLocaleString('en')} ${size === 1 ? 'host' : 'hosts'}`}
      actions={<ViewSwitch view={view} onSwitch={(next) => set('view', next === 'table' ? 'table' : undefined)} />}
      state={fleet.state === 'loading' ? undefined : fleet.state}
      className={cx('relative', className)}
      bodyClassName="flex min-h-40 flex-col overflow-y-auto"
    >
      <StaleTag asOf={fleet.asOf} />
      {fleet.error !== undefined && (
        <ErrorRegion what="The fleet could not be shown" error={fleet.error} stillWorks="The deployment goes on." />
      )}
      {fleet.state === 'loading' && (
        <Loading what={`Loading ${size.toLocaleString('en')} targets…`}>
          <BoneRows rows={4} />
        </Loading>
      )}
      {fleet.data !== undefined && <FleetBody deployment={deployment} fleet={fleet.data} />}
    </Card>
  )
}

function FleetBody({ deployment, fleet }: { deployment: DeploymentSummary; fleet: Fleet }) {
  const { view, states, fleet: label } = useViewParams()
  const onlyFleet = fleet.labels === undefined ? undefined : label
  const only = useFailingPlaces(deployment)
  const size = fleet.names.length
  const isOver = isTerminalStatus(deployment.status)
  const hasLegend = size >= legendFrom || states.length > 0
  const shown = shownTargets(fleet, states, isOver, onlyFleet, only?.places)
  if (size === 0) return <p className="p-4 text-muted">No host matched the group when this deployment was created.</p>
  return (
    <>
      <div className="flex flex-wrap gap-x-3">
        {fleet.labels !== undefined && <FleetFilter labels={fleet.labels} />}
        {hasLegend && (
          <Legend
            counts={countByStatus(fleet, onlyFleet)}
            leftPartWay={countLeftPartWay(fleet, onlyFleet)}
            chosen={states}
          />
        )}
      </div>
      {only !== undefined && <FailureFilter only={only} />}
      {isOver && shown.length < size && (
        <p className="px-3.5 pt-2 empty:hidden">
          <RedeployToThese deployment={deployment} names={shown.map((index) => fleet.names[index] ?? '')} />
        </p>
      )}
      {view === 'table' && <TargetsTable fleet={fleet} shown={shown} />}
      {view === 'map' && size <= mostCards && (
        <HostCards deploymentId={deployment.deploymentId} fleet={fleet} shown={shown} />
      )}
      {view === 'map' && size > mostCards && (
        <FleetMap fleet={fleet} chosen={states} onlyFleet={onlyFleet} onlyPlaces={only?.places} />
      )}
    </>
  )
}

function ViewSwitch({ view, onSwitch }: { view: 'map' | 'table'; onSwitch: (view: 'map' | 'table') => void }) {
  const entry = 'min-h-6 rounded-sm px-2 text-xs'
  const look = (own: 'map' | 'table') =>
    cx(entry, view === own ? 'bg-accent-soft font-semibold text-accent' : 'text-muted hover:text-text')
  return (
    <div
      role="group"
      aria-label="Show the fleet as"
      className="flex items-center gap-0.5 rounded-md border border-line p-0.5"
    >
      <button type="button" aria-pressed={view === 'map'} className={look('map')} onClick={() => onSwitch('map')}>
        Map
      </button>
      <button type="button" aria-pressed={view === 'table'} className={look('table')} onClick={() => onSwitch('table')}>
        Table
      </button>
      <kbd
        aria-hidden
        title="T switches between map and table"
        className="mr-0.5 rounded-sm border border-line px-1 font-mono text-xs text-muted max-sm:hidden"
      >
        T
      </kbd>
    </div>
  )
}
