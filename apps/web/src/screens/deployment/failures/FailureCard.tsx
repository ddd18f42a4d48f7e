/** One kind of failure: how many hosts, what they said, what separates them, what to do, where to read on. */
import type { FailureGroupInfo } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useId } from 'react'
import { Link } from 'react-router'
import { paths } from '../../../paths.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useViewParams } from '../view-params.ts'
import { RedeployToThese } from '../RedeployToThese.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { AdviceText } from './AdviceText.tsx'
import { Earlier } from './Earlier.tsx'
import { FailingScriptView } from './FailingScriptView.tsx'
import { shareWords, whatFailed } from './failure-words.ts'
import { HostStrip } from './HostStrip.tsx'

interface FailureCardProps {
  group: FailureGroupInfo
  deployment: DeploymentSummary
  /** Hosts of the deployment. */
  total: number
}

export function FailureCard({ group, deployment, total }: FailureCardProps) {
  const id = useId()
  return (
    <article aria-labelledby={id} className="flex gap-3 border-b border-line px-3.5 py-3 last:border-b-0">
      <span aria-hidden className="min-w-6 text-2xl leading-7 font-semibold text-failed-text">
        {group.count.toLocaleString('en')}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <h3 id={id} className="font-semibold break-words">
          {whatFailed(group)}: “{group.message}”
        </h3>
        <p className="text-xs text-muted">
          {group.event} · {shareWords(group.count, group.share)} · first at <Time at={group.firstSeen} style="clock" />
        </p>
        {group.script?.isPrevious === true && <p>{group.script.origin}</p>}
        <div className="flex flex-wrap items-center gap-x-4">
          <HostStrip places={group.places} total={Math.max(total, ...group.places.slice(-1).map((last) => last + 1))} />
          <Hosts group={group} deployment={deployment} />
        </div>
        {group.separators.map((sentence) => (
          <p key={sentence} className="font-semibold">
            {sentence}
          </p>
        ))}
        {group.before !== undefined && <Earlier before={group.before} />}
        <p>{group.advice.act}</p>
        <CardActions group={group} deployment={deployment} />
        {group.script !== undefined && <FailingScriptView script={group.script} />}
        <details className="text-sm">
          <summary className="cursor-pointer leading-6 text-muted hover:text-text">
            What this means, and what to look at
          </summary>
          <div className="mt-1 border-l-2 border-line pl-3">
            <AdviceText advice={group.advice} deployment={deployment} />
          </div>
        </details>
      </div>
    </article>
  )
}

const mostNamed = 5

function Hosts({ group: { targets, count }, deployment }: Pick<FailureCardProps, 'group' | 'deployment'>) {
  const named = targets.slice(0, mostNamed)
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs">
      {named.map(({ targetId }) => (
        <Link
          key={targetId}
          className="link mono inline-flex min-h-6 items-center"
          to={paths.deployment(deployment.deploymentId, 'fleet', { target: targetId })}
        >
          {targetId}
        </Link>
      ))}
      {count > named.length && (
        <span className="text-muted">and {(count - named.length).toLocaleString('en')} more</span>
      )}
    </p>
  )
}

/** Three of them fit into one row beside the log. */
const small = 'text-xs sm:min-h-7 sm:px-2 sm:py-1'

function CardActions({ group, deployment }: Pick<FailureCardProps, 'group' | 'deployment'>) {
  const { failure, set } = useViewParams()
  const { targetId, event, line } = group.readAt
  const isFilter = failure === group.key
  const noGood =
    group.goodHost === undefined ? `No host has passed ${event} yet: there is nothing to compare with.` : undefined
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink className={small} to={logPath(deployment.deploymentId, group.readAt)}>
        {line === undefined ? 'Open the log' : 'Open the log at this line'}
      </ButtonLink>
      <Button className={small} disabledReason={noGood} onClick={() => set('compare', `${targetId}:${event}`)}>
        Compare with a good host
      </Button>
      <Button
        className={small}
        aria-pressed={isFilter}
        onClick={() => set('failure', isFilter ? undefined : group.key)}
      >
        Filter the fleet to these
      </Button>
      {isTerminalStatus(deployment.status) && group.targets.length === group.count && (
        <RedeployToThese
          className={small}
          deployment={deployment}
          names={group.targets.map((target) => target.targetId)}
          ignoresStopFailures={group.advice.ignoresStopFailures}
        />
      )}
    </div>
  )
}

function logPath(deploymentId: string, { targetId, event, line }: FailureGroupInfo['readAt']): string {
  if (line !== undefined) return paths.deployment(deploymentId, 'logs', { line: `${targetId}:${event}:${line}` })
  return paths.deployment(deploymentId, 'logs', { host: targetId, event })
}
