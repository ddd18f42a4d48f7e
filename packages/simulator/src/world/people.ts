/** People: they do what the scenario says, and what the screen asks them for. */
import type { Change, WrittenBy } from '@sluice/conductor'
import type { DeploymentSpec, Narrowing, Signal } from '@sluice/model'
import { anApproval } from '@sluice/testkit'
import type { StoredEvent } from '@sluice/store'
import { isUnasked } from '../ledger/watch-later-hosts.ts'
import { noteWish, wishOf } from '../ledger/wishes.ts'
import type { Step } from '../scenario/scenario.ts'
import { createAsking, type Asking } from './asking.ts'
import { matches, says } from './directory.ts'
import { forHostsOfNow } from './hosts-of-now.ts'
import type { Life } from './life.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

export interface People extends Pick<Asking, 'answered' | 'refused'> {
  plan(
    step: Exclude<Step, { kind: 'serviceCrash' | 'commitFailure' | 'hostCrash' | 'hostSilence' | 'clockJump' }>,
  ): void
  /** They look at the screen: whoever is asked to approve does, and what is held is continued. */
  saw(event: StoredEvent, groupId: string): void
}

export function createPeople(world: World, service: Service): People {
  const { time, draw, ledger, scenario } = world
  const { ask: askWith, answered, refused } = createAsking(world, service)

  function ask(who: string, action: string, signal: () => Signal | undefined, busy?: () => void): void {
    const wanted = () => {
      const told = signal()
      return told && { what: told.kind, send: (life: Life, by: WrittenBy) => life.ask(told, by) }
    }
    askWith(who, action, wanted, busy)
  }

  /** Tags and groups are changed without a signal: who hears of it, the service says. */
  function change(what: string, decide: Change<null>['decide']): void {
    askWith('Olga', what, () => ({ what, send: (life, by) => life.change({ by, decide }) }))
  }

  /** While another one runs in the group it is refused: they come back later. */
  function deploy(spec: DeploymentSpec, narrowing?: Narrowing, tries = 0): void {
    let made: DeploymentSpec | undefined
    const signal = (): Signal | undefined => {
      if (made === undefined) {
        const now = forHostsOfNow(spec, ledger.matching(spec.deploymentGroupId))
        if (now === undefined) return undefined
        made = { ...now, createdAt: time.wall() }
        noteWish(ledger.group(spec.deploymentGroupId), { spec: made, narrowing })
      }
      return {
        to: 'group',
        groupId: spec.deploymentGroupId,
        kind: 'createDeployment',
        spec: made,
        ...(narrowing && { narrowing }),
      }
    }
    const later = () => void (tries < 200 && time.after(20_000 * (1 + tries), () => deploy(spec, narrowing, tries + 1)))
    ask('Dana', 'createDeployment', signal, later)
  }

  type Act = 'stop' | 'hold' | 'release' | 'approve' | 'endTerminationWait'

  function act(groupId: string, kind: Act, who: string, rollBack = false): void {
    const deploymentId = ledger.group(groupId).active ?? ledger.group(groupId).admitted.at(-1)
    if (deploymentId === undefined) return
    const to = { to: 'deployment', groupId, deploymentId } as const
    const at = new Date(time.wall()).toISOString()
    const signal = (): Signal => {
      if (kind === 'stop') return { ...to, kind, by: who, rollBack }
      if (kind === 'approve') return { ...to, kind, approval: anApproval({ by: who, actorId: `user:${who}`, at }) }
      return { ...to, kind, by: who }
    }
    ask(who, `${kind}Deployment`, signal)
  }

  /** A new deployment of what succeeded last, of a group that is free; in place only. */
  function rollBack(groupId: string): void {
    const { active, admitted, lastSuccessful } = ledger.group(groupId)
    const last = ledger.deployment(admitted.at(-1) ?? '')?.spec
    if (active !== undefined || last === undefined || lastSuccessful === undefined) return
    if (last.blueGreen !== undefined || isUnasked(last)) return
    const place = `${groupId.slice(-1)}${admitted.length % 10}`
    // What the group decided of that one, it decides anew, of all its hosts.
    const { narrowed: _, outOfService: __, ...asked } = wishOf(ledger.group(groupId), last)?.spec ?? last
    deploy({
      ...asked,
      deploymentId: `d-BBBBBBB${place}`,
      rollbackDeploymentId: `d-CCCCCCC${place}`,
      revision: lastSuccessful.revision,
      rollbackOf: { deploymentId: last.deploymentId, message: 'Rolled back by Dana' },
    })
  }

  return {
    answered,
    refused,
    plan(step) {
      time.at(step.at, () => {
        if (step.kind === 'deploy') deploy(step.spec, step.narrowing)
        else if (step.kind === 'rollBack') rollBack(step.groupId)
        else if (step.kind === 'hostAppears') change(`${step.host} appears`, matches(step.host, step.groupId, true))
        else if (step.kind === 'hostLeaves') change(`${step.host} leaves`, matches(step.host, step.groupId, false))
        else if (step.kind === 'ownerSays') change('later hosts', says(world, step.groupId, step.laterHosts))
        else if (step.kind === 'stop') act(step.groupId, 'stop', 'Dana', step.rollBack)
        else act(step.groupId, step.kind, 'Eli')
      })
    },
    saw(event, groupId) {
      const random = draw(`people see ${event.type} ${event.at}`)
      const { approves, continues } = scenario.people
      const later = () => random.int(1, 40) * 1000
      if (event.type === 'ReadyWaitBegan' && random.chance(approves))
        // Some press it twice.
        for (const who of random.chance(0.3) ? ['Ana', 'Ana', 'Ben'] : ['Ana', 'Ben'])
          time.after(later(), () => act(groupId, 'approve', who))
      if (event.type === 'DeploymentHeld' && random.chance(continues))
        time.after(later(), () => act(groupId, 'release', 'Ana'))
    },
  }
}
