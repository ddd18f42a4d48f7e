/** The events of one host in order, each with what ran in it. */
import {
  previousRevisionEvents,
  type DeploymentSummary,
  type DeploymentTarget,
  type LifecycleEvent,
  type LifecycleEventName,
} from '@sluice/model'
import type { LedgerEvent } from './contract.ts'
import type { ScriptSource, ScriptSources } from './script-sources.ts'

export function ledgerEvents(
  deployment: DeploymentSummary,
  { lifecycleEvents }: DeploymentTarget,
  sources: ScriptSources,
): LedgerEvent[] {
  const installs = deployment.blueGreen?.kind !== 'trafficBack'
  return lifecycleEvents.map((event) => {
    const { lifecycleEventName: name, status } = event
    const own = ownWords(name, deployment.revisionName)
    if (own !== undefined) return { event: name, status, text: stateWords(event) ?? own, scripts: [] }
    const isPrevious = previousRevisionEvents.includes(name) || !installs
    return { event: name, status, ...scriptsOf(event, isPrevious, isPrevious ? sources.previous : sources.own) }
  })
}

/** Events of the agent and of the service: no script may be attached. */
function ownWords(name: LifecycleEventName, revisionName: string): string | undefined {
  switch (name) {
    case 'DownloadBundle':
      return `The bundle of ${revisionName} came to the host.`
    case 'Install':
      return `The files of ${revisionName} were put in place, those of the revision before taken away.`
    case 'BlockTraffic':
      return 'The load balancer sends no users here any more.'
    case 'AllowTraffic':
      return 'The load balancer sends users here.'
    default:
      return undefined
  }
}

function scriptsOf(
  event: LifecycleEvent,
  isPrevious: boolean,
  from: ScriptSource | undefined,
): Pick<LedgerEvent, 'text' | 'source' | 'scripts'> {
  if (from === undefined)
    return { text: stateWords(event) ?? 'Nothing of this group was installed here before: no script ran.', scripts: [] }
  const { revisionName, deploymentId } = from.deployment
  const source = { revisionName, deploymentId, isPrevious }
  const whose = isPrevious ? `${revisionName}, which ${deploymentId} installed here before` : revisionName
  if (from.hooks === undefined)
    return {
      text:
        stateWords(event) ?? `Scripts of ${whose}. Its bundle is not stored any more, so which ones is not known here.`,
      source,
      scripts: [],
    }
  const scripts = ranOf(event, from.hooks[event.lifecycleEventName] ?? [])
  const ran = scripts.length === 0 ? `No script: ${whose} has none for it.` : `Scripts of ${whose}.`
  return { text: stateWords(event) ?? ran, source, scripts }
}

/** They run one after the other, and a failed one is the last. */
function ranOf(event: LifecycleEvent, hooks: readonly { location: string }[]): LedgerEvent['scripts'] {
  const { status, startTime, diagnostics } = event
  const failedAt = hooks.findIndex(({ location }) => location === diagnostics?.scriptName)
  const isOver = status === 'Succeeded' || (status === 'Failed' && failedAt >= 0)
  const last = status === 'Failed' ? failedAt : hooks.length - 1
  return hooks.map(({ location }, at) => ({ location, ran: startTime !== undefined && isOver && at <= last }))
}

/** Where it did not come so far that anything can be said of what it ran. */
function stateWords({ status, startTime }: LifecycleEvent): string | undefined {
  if (status === 'Pending') return startTime === undefined ? 'Has not begun.' : undefined
  if (status === 'Skipped') return 'Did not run.'
  return undefined
}
