/** Of all that is known: what is running and what has ended; and the page in one sentence. */
import type { DeploymentSummary } from '@sluice/model'
import { isTerminal } from '@sluice/model'

type Rows = readonly DeploymentSummary[]

/** Those with failures first: they have the least time; then the newest. What waits for somebody has a place of its own. */
export function runningAmong(rows: Rows): DeploymentSummary[] {
  return rows
    .filter(({ status }) => !isTerminal(status) && status !== 'Ready')
    .toSorted((a, b) => failures(b) - failures(a) || b.createTime.localeCompare(a.createTime))
}

const failures = ({ deploymentOverview }: DeploymentSummary): number => (deploymentOverview.Failed > 0 ? 1 : 0)

/** What has ended, the last first. */
export function lately(rows: Rows): DeploymentSummary[] {
  return rows.filter(({ status }) => isTerminal(status)).toSorted((a, b) => endOf(b).localeCompare(endOf(a)))
}

const endOf = ({ completeTime, createTime }: DeploymentSummary): string => completeTime ?? createTime

interface Counts {
  waiting: number
  running: number
  attention: number
}

/** "1 deployment waits for a decision. 2 run. 1 thing wants attention." */
export function headline({ waiting, running, attention }: Counts): string {
  const words = [
    waiting > 0 && `${deployments(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for a decision.`,
    running > 0 && `${waiting > 0 ? running : deployments(running)} ${running === 1 ? 'runs' : 'run'}.`,
    attention > 0 && `${attention === 1 ? '1 thing wants' : `${attention} things want`} attention.`,
  ].filter((part) => part !== false)
  return words.length === 0 ? 'Nothing is running and nobody is waiting.' : words.join(' ')
}

const deployments = (count: number): string => (count === 1 ? '1 deployment' : `${count} deployments`)
