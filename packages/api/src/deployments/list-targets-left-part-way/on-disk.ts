/** What a host that was not finished holds, told from the events that ran on it: Install is the one that changes files. */
import type { DeploymentSummary, DeploymentTarget, LifecycleEvent, LifecycleEventName } from '@sluice/model'
import { wasInstallRefused } from '../../queries/has-passed.ts'
import type { LeftPartWay } from './contract.ts'

type Before = Pick<DeploymentSummary, 'revisionName' | 'previousRevisionName' | 'blueGreen'>

export function lastEventOf({ lifecycleEvents }: DeploymentTarget): LeftPartWay['lastEvent'] {
  const last = lifecycleEvents.filter(hasBegun).at(-1)
  if (last === undefined) throw new Error('a host that was left part-way began an event')
  const { lifecycleEventName: name, status, diagnostics } = last
  const { exitCode, scriptName } = diagnostics ?? {}
  return {
    name,
    status,
    ...(typeof exitCode === 'number' && { exitCode }),
    ...(scriptName !== undefined && scriptName !== '' && { scriptName }),
  }
}

/** `previousRevisionName`: what was installed on this host before, when that is known; the group’s last success may be another. */
export function onDiskOf(deployment: Before, target: DeploymentTarget): LeftPartWay['onDisk'] {
  const { revisionName, previousRevisionName } = deployment
  const before = previousRevisionName ?? 'whatever was there before'
  const install = eventOf(target, 'Install')
  // Only traffic was to be moved: files are not touched.
  if (install === undefined || deployment.blueGreen?.kind === 'trafficBack')
    return { state: 'unknown', text: 'Nothing was installed by this deployment; its traffic may be half moved.' }
  if (install.status === 'Succeeded')
    return { state: 'new', revisionName, text: `${revisionName} is installed.${neverRan(target)}` }
  const isRefused = wasInstallRefused(target)
  if (!hasBegun(install) || isRefused)
    return {
      state: 'before',
      ...(previousRevisionName !== undefined && { revisionName: previousRevisionName }),
      text: `${asBefore(previousRevisionName, isRefused)}${wasStopped(target)}`,
    }
  return {
    state: 'unknown',
    text: `Install did not finish: it may hold files of ${before} and of ${revisionName}.${wasStopped(target)}`,
  }
}

/** The events after Install that a host needs to serve, and that did not run on it. */
function neverRan({ lifecycleEvents }: DeploymentTarget): string {
  const place = lifecycleEvents.findIndex((event) => event.lifecycleEventName === 'Install')
  const open = lifecycleEvents.slice(place + 1).filter((event) => event.status !== 'Succeeded')
  if (open.length === 0) return ''
  return ` Not finished: ${open.map((event) => event.lifecycleEventName).join(', ')}.`
}

const wasStopped = (target: DeploymentTarget): string =>
  eventOf(target, 'ApplicationStop')?.status === 'Succeeded' ? ' ApplicationStop ran: the application may be down.' : ''

const eventOf = ({ lifecycleEvents }: DeploymentTarget, name: LifecycleEventName): LifecycleEvent | undefined =>
  lifecycleEvents.find((event) => event.lifecycleEventName === name)

const hasBegun = ({ startTime }: LifecycleEvent): boolean => startTime !== undefined
function asBefore(revisionName: string | undefined, isRefused: boolean): string {
  const untouched = `o file was ${isRefused ? 'replaced' : 'touched'}.`
  return revisionName === undefined ? `N${untouched}` : `${revisionName}, as before: n${untouched}`
}
