/** The sentence of a blue/green deployment: what happens to which fleet, who has the users, and what comes next. */
import { assertNever, type SentencePart } from '@sluice/model'
import { approversOf } from '../../deployment/decide-blue-green.ts'
import { notRetiredOf } from '../../deployment/fleet-commands.ts'
import type { Deployment, Life } from '../../deployment/deployment-state.ts'
import { stepOf, type Progress } from '../../deployment/progress.ts'
import { sideOf, type Side } from '../../deployment/sides.ts'
import { automaticRollback } from '../../rollback.ts'
import { failures, ignored, list, silenceAndBusy, strong, text, time } from '../../sentence-parts.ts'
import { asSentence, counted, hosts, noneOr, number, stopwatch } from '../../words.ts'
import { fleetNames, users, usersAtTheEnd } from './users.ts'

type Ended = Extract<Life, { endedAt: number }>

export function blueGreenSentence(deployment: Deployment, progress: Progress): SentencePart[] {
  const { life } = deployment
  switch (life.status) {
    case 'Created':
      return [text(`Created for ${replacements(deployment)}. Nothing has started yet.`)]
    case 'InProgress':
    case 'Baking':
    case 'Ready':
      return underWay(deployment, progress)
    case 'Succeeded':
      return succeeded(deployment, progress, life)
    case 'Failed':
      return [
        text(`Failed: ${life.error?.message ?? ''} ${usersAtTheEnd(deployment, progress)}${takenBack(deployment)}`),
      ]
    case 'Stopped':
      return [
        text(`${stoppedBy(deployment, life)} `),
        strong(usersAtTheEnd(deployment, progress)),
        text(takenBack(deployment)),
      ]
    default:
      return assertNever(life, 'life of a deployment')
  }
}

function underWay(deployment: Deployment, progress: Progress): SentencePart[] {
  const { stop, ending, held } = deployment
  if (ending !== undefined || stop !== undefined) return windingUp(deployment, progress)
  if (held !== undefined)
    return [
      text(`Held by ${held.by} since `),
      time(held.since),
      text('. '),
      strong(pace(deployment)),
      text(`${silenceAndBusy(deployment)} ${waitFor(deployment.counts.pending)} until someone continues.`),
    ]
  return stepParts(deployment, progress)
}

function stepParts(deployment: Deployment, progress: Progress): SentencePart[] {
  const { counts, spec } = deployment
  const isBack = spec.blueGreen?.kind === 'trafficBack'
  switch (stepOf(progress)) {
    case 'provisioning':
      return [text(`Provisioning ${hosts(deployment.sides.receiving)}.`)]
    case 'installing':
      return stage(
        deployment,
        `Installing on ${counted(counts.total, 'replacement')}.`,
        deployment.standings.leaving.total === 0 ? '' : 'Users are still on the originals.',
      )
    case 'ready':
      return waiting(deployment, progress)
    case 'rerouting':
      return isBack
        ? stage(deployment, `Sending users back to ${counted(counts.total, 'original')}.`, '')
        : stage(deployment, `Rerouting traffic to ${counted(counts.total, 'replacement')}.`, '')
    case 'blocking': {
      const from = counted(counts.total, isBack ? 'replacement' : 'original')
      return stage(deployment, `Taking traffic off ${from}.`, 'Any failure fails the deployment.')
    }
    case 'terminationWait':
      return [
        text(`Traffic moved to ${spec.revision.name}. Originals kept until `),
        time(progress.termination?.until ?? 0),
        text('.'),
      ]
    case 'retiring':
      return [
        text(isBack ? 'Users are back on the originals. ' : `Traffic moved to ${spec.revision.name}. `),
        text(retiring(deployment, progress)),
      ]
  }
}

/** "Waiting for somebody to reroute the traffic: 2 of 2 replacements are ready. Stops at 16:00 UTC if nobody decides." */
function waiting(deployment: Deployment, { ready }: Progress): SentencePart[] {
  const { standings, spec } = deployment
  const { total, ready: count } = standings.receiving
  const are = `${number(count)} of ${counted(total, 'replacement')} ${count === 1 ? 'is' : 'are'} ready.`
  const approvers = approversOf(deployment)
  const given = approvers > 1 ? ` ${number(ready?.approvals.length ?? 0)} of ${number(approvers)} approvals given.` : ''
  const atItsEnd = spec.blueGreen?.readyWait?.atItsEnd === 'CONTINUE_DEPLOYMENT' ? 'Continues' : 'Stops'
  return [
    text('Waiting for somebody to reroute the traffic: '),
    strong(are),
    text(`${given} ${atItsEnd} at `),
    time(ready?.until ?? 0),
    text(' if nobody decides.'),
  ]
}

function stage(deployment: Deployment, doing: string, consequence: string): SentencePart[] {
  return [
    text(`${doing} `),
    strong(pace(deployment)),
    text(`${silenceAndBusy(deployment)}${consequence === '' ? '' : ` ${consequence}`}`),
  ]
}

/** "2 done, 2 running, none failed." */
function pace({ counts }: Deployment): string {
  return list([`${noneOr(counts.succeeded)} done`, `${noneOr(counts.inFlight)} running`, failures(counts)])
}

function windingUp(deployment: Deployment, progress: Progress): SentencePart[] {
  const { stop, ending, counts } = deployment
  const now = progress.retiring && progress.retiring.endedAt === undefined ? retiring(deployment, progress) : ''
  const finishing = counts.inFlight > 0 ? asSentence(`${hosts(counts.inFlight)} finishing`) : now
  const isStopping = ending === undefined || ending.code === 'MANUAL_STOP'
  return [
    ...(ending === undefined && stop !== undefined
      ? [text(`Stopping, asked by ${stop.by} at `), time(stop.at), text('. ')]
      : [text(`${isStopping ? 'Stopping' : 'Failing'}: ${ending?.message ?? ''} `)]),
    ...(finishing === '' ? [] : [strong(finishing), text(' ')]),
    text(`${users(deployment, progress)}${rollbackAhead(deployment, isStopping ? 'Stopped' : 'Failed')}`),
  ]
}

function retiring(deployment: Deployment, { retiring: span }: Progress): string {
  const side = span?.side ?? 'leaving'
  const { total } = deployment.standings[side]
  const who = span?.targets ? partOfFleet(deployment, span.targets) : counted(total, whoIs(deployment, side))
  return span?.terminate === true ? `Ending ${who}.` : `Taking ${who} out of all traffic.`
}

/** "2 originals and 1 left-over replacement" */
function partOfFleet({ sides }: Deployment, targets: readonly number[]): string {
  const leftOver = targets.filter((host) => sideOf(sides, host) === 'receiving').length
  const originals = targets.length - leftOver
  const parts = [
    originals > 0 ? counted(originals, 'original') : '',
    leftOver > 0 ? counted(leftOver, 'left-over replacement') : '',
  ]
  return parts.filter((part) => part !== '').join(' and ')
}

function whoIs({ spec }: Deployment, side: Side): 'replacement' | 'original' {
  return (spec.blueGreen?.kind === 'forward') === (side === 'receiving') ? 'replacement' : 'original'
}

function rollbackAhead(deployment: Deployment, status: 'Failed' | 'Stopped'): string {
  const rollback = automaticRollback(deployment, status)
  if (rollback === undefined) return ''
  return rollback.deploymentId === undefined ? ` ${rollback.message}` : ' Then users are sent back to the originals.'
}

/** "Succeeded in 4:12. Traffic moved to storefront-1.1 on 2 replacements. 2 originals kept." */
function succeeded(deployment: Deployment, progress: Progress, life: Ended): SentencePart[] {
  const { spec, standings } = deployment
  const took = stopwatch(life.endedAt - (life.startedAt ?? life.endedAt))
  const { succeeded: moved, failed } = standings.receiving
  const [to] = fleetNames(deployment)
  const on = `${counted(moved, to)}${failed > 0 ? `; ${number(failed)} failed` : ''}.`
  const isBack = spec.blueGreen?.kind === 'trafficBack'
  const what = isBack ? `Users were sent back to ${on}` : `Traffic moved to ${spec.revision.name} on ${on}`
  return [
    text(
      `Succeeded in ${took}. ${what}${originals(deployment, progress)}${ignored(deployment)}${takenBack(deployment)}`,
    ),
  ]
}

function originals(deployment: Deployment, { retiring: span }: Progress): string {
  const { spec, standings } = deployment
  if (spec.blueGreen?.kind === 'trafficBack' || standings.leaving.total === 0) return ''
  if (span?.side !== 'leaving') return ` ${counted(standings.leaving.total, 'original')} kept.`
  const left = notRetiredOf(deployment, span, 'leaving')
  return left === 0 ? ' Originals ended.' : ` ${counted(left, 'original')} could not be ended.`
}

function stoppedBy({ stop, ending }: Deployment, { error }: Ended): string {
  return ending === undefined ? `Stopped by ${stop?.by ?? 'someone'}.` : `Stopped. ${error?.message ?? ''}`
}

const replacements = ({ sides }: Deployment): string => counted(sides.receiving, 'replacement')
const waitFor = (pending: number): string => (pending === 1 ? '1 host waits' : `${number(pending)} hosts wait`)
const takenBack = ({ takenBack: back }: Deployment): string => (back === undefined ? '' : ` ${back.message}`)
