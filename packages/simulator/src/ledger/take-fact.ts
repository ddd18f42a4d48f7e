/** Takes a fact into a record, and breaks when it may not follow what was before it. */
import type { DeploymentEvent } from '@sluice/model'
import { hold } from './broken.ts'
import { checkEnd } from './check-end.ts'
import { checkGivesUp } from './check-gives-up.ts'
import { hasEnded, newStage, type DeploymentRecord } from './deployment-record.ts'
import { eventEnded, failed, granted, hostOf, skip, started, went, type Fact } from './take-host-fact.ts'

const mayFollowTheEnd: readonly DeploymentEvent['type'][] = ['RolledBack', 'AutoUpdated', 'HostsDiscarded']

export function takeFact(record: DeploymentRecord, fact: DeploymentEvent): void {
  record.facts += 1
  hold(
    'an ended deployment stays as it is',
    !hasEnded(record) || mayFollowTheEnd.includes(fact.type),
    () => `${fact.type} follows its end`,
  )
  switch (fact.type) {
    case 'DeploymentStarted':
      hold('monotonic statuses', record.status === 'Created', () => `it starts while it is ${record.status}`)
      record.status = 'InProgress'
      if (record.spec.blueGreen === undefined) record.stages.add('all')
      return
    case 'TargetsStarted':
      return started(record, fact)
    case 'LifecycleEventGranted':
      return granted(record, fact)
    case 'LifecycleEventEnded':
      return eventEnded(record, fact)
    case 'TargetSucceeded':
    case 'TargetReady':
      return went(record, fact)
    case 'TargetFailed':
      return failed(record, fact)
    case 'TargetsSkipped':
      checkGivesUp(record)
      for (const host of fact.targets) skip(record, host)
      return
    case 'TargetWaiting':
      hostOf(record, fact.target).isExcused = true
      return
    case 'TargetSilent':
      hostOf(record, fact.target).isSilent = true
      hostOf(record, fact.target).isExcused = true
      return
    case 'TargetBack':
      hostOf(record, fact.target).isSilent = false
      return
    case 'StopRequested':
      record.stop = { rollBack: fact.rollBack }
      record.isHeld = false
      return
    case 'DeploymentHeld':
    case 'DeploymentContinued':
      record.isHeld = fact.type === 'DeploymentHeld'
      return
    case 'ClocksRestarted':
      record.restartedAt = fact.at
      for (const host of fact.targets) hostOf(record, host).isSilent = false
      return
    case 'SchedulingEnded':
      record.ending = fact.error
      record.isHeld = false
      return
    case 'DeploymentEnded':
      return ended(record, fact)
    default:
      return takeFleetFact(record, fact)
  }
}

/** About a blue/green deployment as a whole. */
function takeFleetFact(record: DeploymentRecord, fact: DeploymentEvent): void {
  const { spec, hosts } = record
  const receiving = spec.blueGreen?.receiving ?? hosts.length
  switch (fact.type) {
    case 'StageBegan':
      hold('each stage begins once', !record.stages.has(fact.stage), () => `${fact.stage} begins again`)
      hold('one stage after the other', record.stage.inFlight === 0, () => `${fact.stage} begins while hosts run`)
      record.stages.add(fact.stage)
      record.stage = newStage(spec, fact.stage, fact.targets, record.events.length)
      return
    case 'ProvisioningBegan':
    case 'ProvisioningEnded':
      record.provisioning = fact.type === 'ProvisioningBegan'
      return
    case 'ReadyWaitBegan':
      record.ready = true
      record.status = 'Ready'
      record.offered = spec.targets.slice(0, receiving).filter((_, host) => hosts[host]?.status === 'Ready')
      return
    case 'ReadyWaitEnded':
      record.ready = false
      record.status = 'InProgress'
      return
    case 'TerminationWaitBegan':
    case 'TerminationWaitEnded':
      record.termination = fact.type === 'TerminationWaitBegan'
      return
    case 'TrafficMoved':
      record.trafficMoved = true
      return
    case 'RetireBegan': {
      const side = fact.fleet === 'receiving' ? spec.targets.slice(0, receiving) : spec.targets.slice(receiving)
      const targets = fact.targets?.map((host) => spec.targets[host] ?? '') ?? side
      record.retiring = { targets, terminate: fact.terminate }
      return
    }
    case 'RetireEnded': {
      const { targets = [], terminate = false } = record.retiring ?? {}
      const kept = new Set(fact.notRetired.map(({ targetId }) => targetId))
      record.gone = terminate ? targets.filter((name) => !kept.has(name)) : []
      record.retiring = undefined
      return
    }
    case 'ZoneBakeBegan':
    case 'ZoneBakeEnded':
      record.status = fact.type === 'ZoneBakeBegan' ? 'Baking' : 'InProgress'
      return
    default:
      return
  }
}

function ended(record: DeploymentRecord, fact: Fact<'DeploymentEnded'>): void {
  checkEnd(record, fact)
  record.end = fact
  record.isHeld = false
  record.status = fact.status
}
