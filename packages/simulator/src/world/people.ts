/** People: they do what the scenario says, and try again with the same key when the service did not answer. */
import { CommitFailed, type WrittenBy } from '@sluice/conductor'
import { firstAccountId, isRefusal, type DeploymentSpec, type Narrowing, type Signal } from '@sluice/model'
import { anApproval } from '@sluice/testkit'
import type { StoredEvent } from '@sluice/store'
import { noteWish } from '../ledger/wishes.ts'
import type { Step } from '../scenario/scenario.ts'
import { Gone } from './life.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

export interface People {
  plan(
    step: Exclude<Step, { kind: 'serviceCrash' | 'commitFailure' | 'hostCrash' | 'hostSilence' | 'clockJump' }>,
  ): void
  /** They look at the screen: whoever is asked to approve does, and what is held is continued. */
  saw(event: StoredEvent, groupId: string): void
  /** Requests that were answered with success; each must be in the audit once. */
  readonly answered: ReadonlySet<string>
  /** Requests that were refused. */
  readonly refused: ReadonlySet<string>
}

const retryMilliseconds = 2000
const mostTries = 40

export function createPeople(world: World, service: Service): People {
  const { time, draw, ledger, scenario, history } = world
  const answered = new Set<string>()
  const refused = new Set<string>()
  let requests = 0

  function ask(who: string, action: string, signal: () => Signal | undefined, busy?: () => void): void {
    const requestId = `r-${(requests += 1)}`
    const by = writtenBy(who, action, requestId)
    let tries = 0
    const tryOnce = (): void => {
      const life = service.hub()?.life
      const wanted = signal()
      if (wanted === undefined || (tries += 1) > mostTries) return
      if (life === undefined) return void time.after(retryMilliseconds, tryOnce)
      history.note(time.elapsed(), `${who}: ${wanted.kind} (${requestId})`)
      life.ask(wanted, by).then(
        (answer) => {
          if (!isRefusal(answer)) return void answered.add(requestId)
          refused.add(requestId)
          history.note(time.elapsed(), `${requestId} is refused: ${answer.code}`)
          if (answer.code === 'DeploymentLimitExceededException') busy?.()
        },
        (error: unknown) => {
          if (error instanceof CommitFailed || error instanceof Gone) time.after(retryMilliseconds, tryOnce)
        },
      )
    }
    tryOnce()
  }

  /** While another one runs in the group it is refused: they come back later. */
  function deploy(spec: DeploymentSpec, narrowing?: Narrowing, tries = 0): void {
    let made: DeploymentSpec | undefined
    const signal = (): Signal => {
      if (made === undefined) {
        made = { ...spec, createdAt: time.wall() }
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
    if (active !== undefined || last === undefined || lastSuccessful === undefined || last.blueGreen !== undefined)
      return
    const place = `${groupId.slice(-1)}${admitted.length % 10}`
    // What the group decided of that one, it decides anew.
    const { narrowed: _, outOfService: __, ...asked } = last
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

function writtenBy(who: string, action: string, requestId: string): WrittenBy {
  const actor = { kind: 'user', accountId: firstAccountId, userId: who, name: who, role: 'deployer' } as const
  const idempotency = { scope: requestId, bodyHash: requestId, expiresAt: Number.MAX_SAFE_INTEGER }
  return { actor, action, resource: 'deployment', requestId, idempotency }
}
