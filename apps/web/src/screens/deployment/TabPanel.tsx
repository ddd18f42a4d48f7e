/** What a tab shows. The log is there at once; the code of the others comes when one is opened. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy } from 'react'
import type { ComponentProps } from 'react'
import { Late } from '../../components/Late.tsx'
import type { DeploymentTab } from '../../paths.ts'
import { LogPanel } from './log/LogPanel.tsx'

const ChangesPanel = lazy(async () => ({ default: (await import('./changes/ChangesPanel.tsx')).ChangesPanel }))
const ConfigPanel = lazy(async () => ({ default: (await import('./panels/ConfigPanel.tsx')).ConfigPanel }))
const EventsPanel = lazy(async () => ({ default: (await import('./panels/EventsPanel.tsx')).EventsPanel }))
const PlanPanel = lazy(async () => ({ default: (await import('./panels/PlanPanel.tsx')).PlanPanel }))
const TimelinePanel = lazy(async () => ({ default: (await import('./timeline/TimelinePanel.tsx')).TimelinePanel }))
const TrafficPanel = lazy(async () => ({ default: (await import('./traffic/TrafficPanel.tsx')).TrafficPanel }))

type Panel = Exclude<DeploymentTab, 'fleet'>

interface TabPanelProps {
  tab: Panel
  /** Its name on the tab. */
  name: string
  deployment: DeploymentSummary
  fleet: ComponentProps<typeof LogPanel>['fleet']
}

export function TabPanel({ tab, name, deployment, fleet }: TabPanelProps) {
  if (tab === 'logs') return <LogPanel deployment={deployment} fleet={fleet} />
  return (
    <Late key={tab} what={name} stillWorks="The deployment goes on.">
      {tab === 'timeline' && <TimelinePanel deployment={deployment} fleet={fleet} />}
      {tab === 'traffic' && (
        <TrafficPanel deployment={deployment} fleet={fleet} targetGroups={deployment.targetGroupNames ?? []} />
      )}
      {tab === 'plan' && <PlanPanel deployment={deployment} fleet={fleet} />}
      {tab === 'changes' && <ChangesPanel deployment={deployment} />}
      {tab === 'events' && <EventsPanel deployment={deployment} />}
      {tab === 'config' && <ConfigPanel deployment={deployment} />}
    </Late>
  )
}
