/** The live view: sentence, phases, health, fleet on the left; logs, plan, events and settings on the right. */
import { useId } from 'react'
import { StaleTag } from '../../components/StaleTag.tsx'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import type { TopicError } from '../../live/topic-worth.ts'
import { paths } from '../../paths.ts'
import type { DeploymentTab } from '../../paths.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { cx } from '../../ui/cx.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { Actions } from './actions/Actions.tsx'
import { Facts } from './Facts.tsx'
import { CompareDialog } from './failures/CompareDialog.tsx'
import { EndAdvice } from './failures/EndAdvice.tsx'
import { FailureGroups } from './failures/FailureGroups.tsx'
import { FleetCard } from './fleet/FleetCard.tsx'
import { HealthCard } from './HealthCard.tsx'
import { askAgainMs } from '../../live/known.ts'
import type { Known } from '../../live/known.ts'
import { PartWay } from './part-way/PartWay.tsx'
import { PhaseStrip } from './PhaseStrip.tsx'
import { StatusSentence } from './StatusSentence.tsx'
import { TabPanel } from './TabPanel.tsx'
import { TargetSheet } from './target/TargetSheet.tsx'
import { TrafficCard } from './traffic/TrafficCard.tsx'
import { Waiting } from './traffic/Waiting.tsx'
import { useViewParams } from './view-params.ts'
import { ZonesCard } from './ZonesCard.tsx'

const tabNames: Record<DeploymentTab, string> = {
  fleet: 'Fleet',
  timeline: 'Timeline',
  logs: 'Logs',
  traffic: 'Traffic',
  plan: 'Plan',
  changes: 'Changes',
  events: 'Events',
  config: 'Config',
}

interface LiveViewProps extends Known {
  tab: string | undefined
}

export function LiveView({ deployment, state, asOf, error, tab }: LiveViewProps) {
  const { deploymentId, applicationName, deploymentGroupName, status } = deployment
  const fleet = useTopic('fleet', deploymentId)
  const panelId = useId()
  const { params } = useViewParams()
  const targetGroups = deployment.targetGroupNames ?? []
  const names = tabsOf(targetGroups)
  const chosen = names.find((name) => name === tab) ?? 'fleet'
  /** Wide screens show the fleet beside the tabs: there the first tab is the log. */
  const wideTab = chosen === 'fleet' ? 'logs' : chosen
  /** Then the groups say what went wrong: what was left part-way stands below the fleet, which would be out of sight. */
  const hasFailures = deployment.deploymentOverview.Failed > 0
  return (
    <div className="flex flex-col lg:h-full">
      <div data-state={state}>
        <PageHead
          title={`Deployment ${deploymentId}`}
          heading={
            <>
              <span>
                <span className="max-sm:sr-only">Deployment </span>
                {deploymentId}
              </span>
              <DeploymentPill deployment={deployment} />
            </>
          }
          crumbs={[
            { name: applicationName, to: paths.deployments({ application: applicationName }) },
            {
              name: deploymentGroupName,
              to: paths.deployments({ application: applicationName, group: deploymentGroupName }),
            },
            {
              name: (
                <>
                  <span className="mono">{deploymentId}</span> <CopyButton text={deploymentId} what="deployment id" />
                </>
              ),
            },
          ]}
          actions={<Actions deployment={deployment} isStale={state === 'stale'} />}
        >
          <StatusSentence deployment={deployment} />
          <Facts deployment={deployment} />
          <EndAdvice deployment={deployment} />
          {error !== undefined && <NotLive error={error} />}
        </PageHead>
        <div className="relative">
          <StaleTag asOf={asOf} />
          <PhaseStrip phases={deployment.phases} blueGreen={deployment.blueGreen} zones={deployment.zones} />
        </div>
        <Waiting deployment={deployment} />
      </div>
      <ViewTabs deploymentId={deploymentId} names={names} current={chosen} panelId={panelId} className="lg:hidden" />
      <div className="grid min-h-0 flex-1 gap-4 px-4 py-3.5 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.12fr)]">
        <div
          className={cx(
            'flex min-h-0 min-w-0 flex-col gap-3.5 lg:overflow-y-auto',
            chosen !== 'fleet' && 'max-lg:hidden',
          )}
        >
          <HealthCard health={deployment.health} status={status} state={state} />
          {deployment.zones !== undefined && <ZonesCard zones={deployment.zones} state={state} />}
          {deployment.blueGreen !== undefined && (
            <TrafficCard
              deployment={deployment}
              fleet={fleet.data}
              standing={deployment.blueGreen}
              state={state}
              membersPath={`${paths.deployment(deploymentId, 'traffic')}?${params.toString()}`}
            />
          )}
          <FailureGroups deployment={deployment} />
          {!hasFailures && <PartWay deployment={deployment} />}
          <FleetCard deployment={deployment} fleet={fleet} className="min-h-60 flex-1" />
          {hasFailures && <PartWay deployment={deployment} />}
        </div>
        <div
          className={cx(
            'flex min-h-0 min-w-0 flex-col rounded-lg border border-line bg-raised lg:min-h-96',
            chosen === 'fleet' && 'max-lg:hidden',
          )}
        >
          <ViewTabs
            deploymentId={deploymentId}
            names={names.filter((name) => name !== 'fleet')}
            current={wideTab}
            panelId={panelId}
            className="max-lg:hidden"
          />
          <div id={panelId} role="tabpanel" aria-label={tabNames[wideTab]} className="flex min-h-0 flex-1 flex-col">
            <TabPanel tab={wideTab} name={tabNames[wideTab]} deployment={deployment} fleet={fleet.data} />
          </div>
        </div>
      </div>
      <CompareDialog deployment={deployment} fleet={fleet.data} />
      <TargetSheet deployment={deployment} fleet={fleet.data} />
    </div>
  )
}

/** There is traffic to look at only where a load balancer is. */
const tabsOf = (targetGroups: readonly string[]): DeploymentTab[] =>
  (Object.keys(tabNames) as DeploymentTab[]).filter((name) => name !== 'traffic' || targetGroups.length > 0)

/** Why nothing moves by itself: the connection is missing, or the server refused. */
function NotLive({ error }: { error: TopicError }) {
  return (
    <p role="status" className="mt-1.5 text-ready-text">
      Not live: {error.message} What is shown is asked for every {askAgainMs / 1000} s.
    </p>
  )
}

interface ViewTabsProps {
  deploymentId: string
  names: readonly DeploymentTab[]
  current: DeploymentTab
  panelId: string
  className: string
}

function ViewTabs({ deploymentId, names, current, panelId, className }: ViewTabsProps) {
  const { params } = useViewParams()
  return (
    <Tabs
      label="Views of this deployment"
      panelId={panelId}
      className={className}
      tabs={names.map((tab) => ({
        name: tabNames[tab],
        to: { pathname: paths.deployment(deploymentId, tab), search: params.toString() },
        current: tab === current,
      }))}
    />
  )
}
