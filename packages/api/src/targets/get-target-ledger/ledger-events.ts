/** The events of one host in order, each with what ran in it: in words that are true of its status. */
import {
  assertNever,
  previousRevisionEvents,
  type DeploymentSummary,
  type DeploymentTarget,
  type LifecycleEvent,
  type LifecycleEventName,
  type LifecycleEventStatus,
} from '@sluice/model'
import type { LedgerEvent } from './contract.ts'
import type { ScriptSource, ScriptSources } from './script-sources.ts'

export function ledgerEvents(
  { blueGreen, revisionName }: Pick<DeploymentSummary, 'blueGreen' | 'revisionName'>,
  { lifecycleEvents }: Pick<DeploymentTarget, 'lifecycleEvents'>,
  sources: ScriptSources,
): LedgerEvent[] {
  const installs = blueGreen?.kind !== 'trafficBack'
  return lifecycleEvents.map((event) => {
    const { lifecycleEventName: name, status } = event
    const own = ownWords(name, revisionName)
    if (own !== undefined) return { event: name, status, text: wordsOf(status, own), scripts: [] }
    const isPrevious = previousRevisionEvents.includes(name) || !installs
    if (isPrevious && sources.isPreviousNotKnown)
      return { event: name, status, text: wordsOf(status, ofWhatIsNotKnown), scripts: [] }
    return { event: name, status, ...scriptsOf(event, isPrevious, isPrevious ? sources.previous : sources.own) }
  })
}

/** What may be said of an event that began. */
interface Words {
  running: string
  done: string
  failed: string
}

/** Of one that did not begin, or of which nobody knows, every event says the same. */
function wordsOf(status: LifecycleEventStatus, { running, done, failed }: Words): string {
  switch (status) {
    case 'Pending':
      return 'Has not begun.'
    case 'InProgress':
      return running
    case 'Succeeded':
      return done
    case 'Failed':
      return failed
    case 'Skipped':
      return 'Did not run.'
    case 'Unknown':
      return 'What became of it is not known.'
    default:
      return assertNever(status)
  }
}

/** Events of the agent and of the service: no script may be attached. */
function ownWords(name: LifecycleEventName, revisionName: string): Words | undefined {
  switch (name) {
    case 'DownloadBundle':
      return {
        running: `The bundle of ${revisionName} is on its way to the host.`,
        done: `The bundle of ${revisionName} came to the host.`,
        failed: `The bundle of ${revisionName} did not come to the host whole.`,
      }
    case 'Install':
      return {
        running: `The files of ${revisionName} are being put in place, those of the revision before taken away.`,
        done: `The files of ${revisionName} were put in place, those of the revision before taken away.`,
        failed: `The files of ${revisionName} were not all put in place.`,
      }
    case 'BlockTraffic':
      return {
        running: 'The load balancer is asked to send no users here any more.',
        done: 'The load balancer sends no users here any more.',
        failed: 'The load balancer did not confirm that it sends no users here: some may still come.',
      }
    case 'AllowTraffic':
      return {
        running: 'The load balancer is asked to send users here.',
        done: 'The load balancer sends users here.',
        failed: 'The load balancer did not confirm that it sends users here.',
      }
    default:
      return undefined
  }
}

const lookedInVain =
  'What was installed here before is not known, for too many deployments came in between; so neither is which scripts'
const ofWhatIsNotKnown: Words = {
  running: `${lookedInVain} run.`,
  done: `${lookedInVain} ran.`,
  failed: `${lookedInVain} ran. It failed.`,
}

function scriptsOf(
  event: LifecycleEvent,
  isPrevious: boolean,
  from: ScriptSource | undefined,
): Pick<LedgerEvent, 'text' | 'source' | 'scripts'> {
  const { status } = event
  if (from === undefined) {
    const nothing = 'Nothing of this group was installed here before: no script'
    const words = { running: `${nothing} runs.`, done: `${nothing} ran.`, failed: `${nothing} ran. ${allTheSame}` }
    return { text: wordsOf(status, words), scripts: [] }
  }
  const { revisionName, deploymentId } = from.deployment
  const source = { revisionName, deploymentId, isPrevious }
  const whose = isPrevious ? `${revisionName}, which ${deploymentId} installed here before` : revisionName
  const scripts = ranOf(event, from.hooks?.[event.lifecycleEventName] ?? [])
  const words =
    from.hooks === undefined ? notStored(whose) : scripts.length === 0 ? withoutScript(whose) : ofScripts(event, whose)
  return { text: wordsOf(status, words), source, scripts }
}

const allTheSame = 'It failed all the same.'

function notStored(whose: string): Words {
  const unknown = 'Its bundle is not stored any more, so which ones is not known here.'
  return {
    running: `Scripts of ${whose} are running. ${unknown}`,
    done: `Scripts of ${whose}. ${unknown}`,
    failed: `Scripts of ${whose}: it failed. ${unknown}`,
  }
}

function withoutScript(whose: string): Words {
  const none = `No script: ${whose} has none for it.`
  return { running: none, done: none, failed: `${none} ${allTheSame}` }
}

function ofScripts({ diagnostics }: LifecycleEvent, whose: string): Words {
  const culprit = diagnostics?.scriptName ?? ''
  return {
    running: `Scripts of ${whose} are running.`,
    done: `Scripts of ${whose}.`,
    failed: `Scripts of ${whose}: ${culprit === '' ? 'it failed, and which of them ran is not known' : `${culprit} failed`}.`,
  }
}

/** They run one after the other, and a failed one is the last. */
function ranOf(event: LifecycleEvent, hooks: readonly { location: string }[]): LedgerEvent['scripts'] {
  const { status, startTime, diagnostics } = event
  const failedAt = hooks.findIndex(({ location }) => location === diagnostics?.scriptName)
  const isOver = status === 'Succeeded' || (status === 'Failed' && failedAt >= 0)
  const last = status === 'Failed' ? failedAt : hooks.length - 1
  return hooks.map(({ location }, at) => ({ location, ran: startTime !== undefined && isOver && at <= last }))
}
