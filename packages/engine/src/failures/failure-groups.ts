/**
 * Failed hosts that failed the same way: same event, same script, same code, same line in all but numbers and names. One
 * pass over the rows; nothing is looked up.
 */
import type { DeploymentTarget, Diagnostics, LifecycleEventName } from '@sluice/model'
import { template, type OwnNames } from './template.ts'
import { whatItSaid } from './what-it-said.ts'

export interface FailedHost {
  target: DeploymentTarget
  /** When the event failed, ISO. */
  at: string
}

export interface FailureKind {
  event: LifecycleEventName
  scriptName: string
  errorCode: Diagnostics['errorCode']
  exitCode: number | undefined
  /** The line in its general form. */
  template: string
}

export interface FailureGroup extends FailureKind {
  /** The same text for the same kind of failure, in every deployment. */
  key: string
  /** The line as the host said it that failed first. */
  message: string
  diagnostics: Diagnostics
  /** In the order in which they failed. */
  hosts: FailedHost[]
}

/** The largest group first, among equals the one that began first. `namesOf`: what else a host is called. */
export function failureGroups(
  targets: readonly DeploymentTarget[],
  namesOf: (targetId: string) => OwnNames = () => [],
): FailureGroup[] {
  const groups = new Map<string, FailureGroup>()
  for (const { host, event, diagnostics } of inOrderOfTime(targets)) {
    const message = whatItSaid(diagnostics)
    const { targetId, deploymentId } = host.target
    const kind = kindOf(event, diagnostics, template(message, [targetId, deploymentId, ...namesOf(targetId)]))
    const key = keyOf(kind)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { ...kind, key, message, diagnostics, hosts: [host] })
    else known.hosts.push(host)
  }
  return [...groups.values()].toSorted((a, b) => b.hosts.length - a.hosts.length || byTime(a.hosts[0], b.hosts[0]))
}

function kindOf(event: LifecycleEventName, diagnostics: Diagnostics, general: string): FailureKind {
  const { scriptName, errorCode, exitCode } = diagnostics
  return { event, scriptName, errorCode, exitCode: exitCode ?? undefined, template: general }
}

const keyOf = ({ event, scriptName, errorCode, exitCode, template: general }: FailureKind): string =>
  [event, scriptName, errorCode, exitCode ?? '', general].join('\n')

interface Failure {
  host: FailedHost
  event: LifecycleEventName
  diagnostics: Diagnostics
}

const unsaid: Diagnostics = { errorCode: 'UnknownError', scriptName: '', message: '', logTail: '' }

function inOrderOfTime(targets: readonly DeploymentTarget[]): Failure[] {
  const failures = targets.flatMap((target): Failure[] => {
    if (target.status !== 'Failed') return []
    const failed = target.lifecycleEvents.findLast(({ status }) => status === 'Failed')
    if (failed === undefined) return []
    const at = failed.endTime ?? target.endTime ?? target.lastUpdatedAt
    const message = target.statusReason ?? ''
    const diagnostics = failed.diagnostics ?? { ...unsaid, message }
    return [{ host: { target, at }, event: failed.lifecycleEventName, diagnostics }]
  })
  return failures.toSorted((a, b) => byTime(a.host, b.host))
}

const byTime = (a: FailedHost | undefined, b: FailedHost | undefined): number =>
  (a?.at ?? '').localeCompare(b?.at ?? '') || (a?.target.index ?? 0) - (b?.target.index ?? 0)
