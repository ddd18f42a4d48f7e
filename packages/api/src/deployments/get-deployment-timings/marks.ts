/** What happened to the deployment as a whole, from its finished row: a log of events may have a hundred thousand lines. */
import { assertNever, type BlueGreenStanding, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { TimelineMark } from './contract.ts'

/** OneAtATime on many hosts has a wave a host: their flags would hide each other. */
const mostWaves = 30

export async function marksOf(store: Store, deployment: DeploymentSummary): Promise<TimelineMark[]> {
  const { held, stopRequested, blueGreen } = deployment
  const marks: TimelineMark[] = [
    ...startOf(deployment),
    ...wavesOf(deployment),
    ...bakesOf(deployment),
    ...(held ? [{ at: held.since, kind: 'held' as const, text: `${held.by} held it` }] : []),
    ...(stopRequested
      ? [
          {
            at: stopRequested.at,
            kind: 'stop' as const,
            text: `${stopRequested.by} asked to stop${stopRequested.rollBack ? ' and roll back' : ''}`,
          },
        ]
      : []),
    ...(blueGreen ? trafficMarks(blueGreen) : []),
    ...endOf(deployment),
    ...(await rollbackOf(store, deployment)),
  ]
  return marks.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const startOf = ({ startTime, startedBy }: DeploymentSummary): TimelineMark[] =>
  startTime === undefined ? [] : [{ at: startTime, kind: 'start', text: `Started by ${startedBy}` }]

function wavesOf({ phases }: DeploymentSummary): TimelineMark[] {
  const waves = phases.filter(({ kind }) => kind === 'wave' || kind === 'zone')
  if (waves.length < 2 || waves.length > mostWaves) return []
  // The first one is the start.
  return waves.slice(1).flatMap(({ name, startTime }): TimelineMark[] => {
    return startTime === undefined ? [] : [{ at: startTime, kind: 'wave', text: `${name} began` }]
  })
}

function bakesOf({ phases }: DeploymentSummary): TimelineMark[] {
  return phases.flatMap(({ kind, name, startTime }): TimelineMark[] =>
    kind === 'bake' && startTime !== undefined ? [{ at: startTime, kind: 'waiting', text: `${name} began` }] : [],
  )
}

function trafficMarks({ ready, trafficMovedAt, originals }: BlueGreenStanding): TimelineMark[] {
  return [
    ...(ready ? [{ at: ready.since, kind: 'waiting' as const, text: 'The wait for the reroute began' }] : []),
    ...(ready?.approvals ?? []).map(({ at, by }) => ({ at, kind: 'approved' as const, text: `${by} approved` })),
    ...(ready?.ended ? [{ at: ready.ended.at, kind: 'waiting' as const, text: endOfWait(ready.ended) }] : []),
    ...(trafficMovedAt === undefined
      ? []
      : [{ at: trafficMovedAt, kind: 'rerouted' as const, text: 'All traffic has moved' }]),
    ...(originals.terminatedAt === undefined
      ? []
      : [{ at: originals.terminatedAt, kind: 'originals' as const, text: 'The originals were ended' }]),
  ]
}

type EndedWait = NonNullable<NonNullable<BlueGreenStanding['ready']>['ended']>

function endOfWait({ how, by = 'somebody' }: EndedWait): string {
  switch (how) {
    case 'rerouted':
      return `${by} let the traffic move`
    case 'continued':
      return 'The traffic moves by itself: nobody came'
    case 'stopped':
      return `${by} stopped the wait`
    case 'deadline':
      return 'The wait ended: nobody came'
    default:
      return assertNever(how, 'end of the wait')
  }
}

const endOf = ({ completeTime, status }: DeploymentSummary): TimelineMark[] =>
  completeTime === undefined ? [] : [{ at: completeTime, kind: 'end', text: `Ended: ${status}` }]

async function rollbackOf(store: Store, { rollbackInfo }: DeploymentSummary): Promise<TimelineMark[]> {
  const { rollbackDeploymentId } = rollbackInfo ?? {}
  const rollback = rollbackDeploymentId === undefined ? undefined : await store.getDeployment(rollbackDeploymentId)
  if (rollback === undefined) return []
  return [{ at: rollback.createTime, kind: 'rollback', text: `${rollback.deploymentId} rolls it back` }]
}
