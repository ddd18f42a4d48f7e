/**
 * Balancers and a provisioner in memory: registrations are the committed rows, hosts are healthy unless a test says otherwise,
 * and commands are done the moment they come. Speaks to the same door as the real ones.
 */
import type { Balancers } from '@sluice/load-balancers'
import type { Committed, Conductor } from '@sluice/conductor'
import {
  isRefusal,
  replacementGroupName,
  scalingGroupTag,
  type Command,
  type CommandId,
  type DeploymentSpec,
  type LoadBalancer,
  type MeasureQuestion,
  type MemberTraffic,
  type ObservedBalancer,
  type Tag,
  type TargetGroup,
  type TargetGroupMember,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'

export interface SimulatedTraffic {
  balancers: Balancers
  /** Why a host is not healthy, by its name. */
  sick: Map<string, string>
  /** Why a balancer is not reached, by its name. */
  troubles: Map<string, string>
  /** Why a production listener does not listen, by the balancer's name. */
  deaf: Map<string, string>
  measured: MeasureQuestion[]
  /** Takes what is for balancers and provisioners; answers the rest. */
  dispatch(commands: readonly Command[]): Command[]
  idle(): Promise<void>
}

export interface TrafficNeeds {
  conductor: Conductor
  store: Store
  now(): number
  enrol(name: string, tags: Tag[]): Promise<void>
  deregister(name: string): Promise<void>
  write(changes: DirectoryChange[]): Promise<void>
}

type Rows = { [K in 'loadBalancers' | 'targetGroups' | 'targetGroupMembers']: Map<string, RowOf[K]> }
interface RowOf {
  loadBalancers: LoadBalancer
  targetGroups: TargetGroup
  targetGroupMembers: TargetGroupMember
}

export function createSimulatedTraffic({
  conductor,
  store,
  now,
  enrol,
  deregister,
  write,
}: TrafficNeeds): SimulatedTraffic {
  const rows: Rows = { loadBalancers: new Map(), targetGroups: new Map(), targetGroupMembers: new Map() }
  const [sick, troubles, deaf] = [new Map<string, string>(), new Map<string, string>(), new Map<string, string>()]
  const measured: MeasureQuestion[] = []
  const atWork = new Set<Promise<void>>()
  const taken = new Set<string>()
  conductor.onCommitted((committed) => keep(rows, committed))

  async function run(command: Command): Promise<void> {
    await Promise.resolve()
    const [created] = await store.loadEvents(`deployment:${command.deploymentId}`, 0, 1)
    if (created?.type !== 'DeploymentCreated') return
    const { spec } = created
    if (command.kind === 'runLifecycleEvent') return move(command.id, command.targetId, command.event, spec)
    if (command.kind === 'provision') return provision(command.targets, spec)
    if (command.kind === 'offerTestTraffic') return register(spec, command.targets, 'test')
    if (command.kind === 'retire') return retire(command.targets, command.terminate, spec)
  }

  async function move(id: CommandId, targetId: string, event: string, spec: DeploymentSpec): Promise<void> {
    const to = { to: 'deployment', groupId: spec.deploymentGroupId, deploymentId: spec.deploymentId } as const
    const granted = await conductor.submit({ ...to, kind: 'grantAsked', commandId: id })
    if (isRefusal(granted)) return
    await register(spec, [targetId], event === 'AllowTraffic' ? 'production' : undefined)
    const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const
    await conductor.submit({ ...to, kind: 'reported', commandId: id, status: 'Succeeded', diagnostics })
  }

  async function provision(targets: string[], spec: DeploymentSpec): Promise<void> {
    const Value = replacementGroupName(spec.deploymentGroupName, spec.deploymentId)
    for (const name of targets) await enrol(name, [{ Key: scalingGroupTag, Value }])
    await tell(spec, { kind: 'provisioned' })
  }

  async function retire(targets: string[], terminate: boolean, spec: DeploymentSpec): Promise<void> {
    await register(spec, targets, undefined)
    if (terminate) for (const name of targets) await deregister(name)
    await tell(spec, { kind: 'retired', notRetired: [] })
  }

  async function tell(spec: DeploymentSpec, signal: { kind: 'provisioned' } | { kind: 'retired'; notRetired: [] }) {
    const { deploymentGroupId: groupId, deploymentId } = spec
    await conductor.submit({ to: 'deployment', groupId, deploymentId, ...signal })
  }

  async function register(spec: DeploymentSpec, targets: string[], traffic: MemberTraffic | undefined): Promise<void> {
    const { accountId, targetGroupNames = [] } = spec
    await write(
      targetGroupNames.flatMap((targetGroupName) =>
        targets.map((targetId): DirectoryChange => {
          const key = directoryKeys.member(accountId, targetGroupName, targetId)
          if (traffic === undefined) return { collection: 'targetGroupMembers', key, remove: true }
          const put = { accountId, targetGroupName, targetId, address: '192.0.2.7', port: 8080, weight: 1, traffic }
          return { collection: 'targetGroupMembers', key, put }
        }),
      ),
    )
  }

  function observed(name: string, balancer: LoadBalancer): ObservedBalancer {
    const { production, test } = balancer.listeners
    const error = deaf.get(name)
    const groups = [...rows.targetGroups.values()].filter(({ loadBalancerName }) => loadBalancerName === name)
    return {
      name,
      generation: 1,
      listeners: [
        { kind: 'production', port: production, url: `http://192.0.2.1:${production}`, ...(error && { error }) },
        ...(test === undefined ? [] : [{ kind: 'test' as const, port: test, url: `http://192.0.2.1:${test}` }]),
      ],
      targetGroups: groups.map((group) => ({ name: group.name, members: membersOf(group.name) })),
    }
  }

  function membersOf(targetGroupName: string) {
    const members = [...rows.targetGroupMembers.values()].filter((row) => row.targetGroupName === targetGroupName)
    return members.map(({ accountId: _, targetGroupName: __, ...member }) => {
      const reason = sick.get(member.targetId)
      const state = reason === undefined ? ('healthy' as const) : ('unhealthy' as const)
      return { ...member, health: { state, reason: reason ?? 'HTTP 200 from /health', since: now() - 60_000 }, open: 0 }
    })
  }

  return {
    balancers: {
      observed(accountId, name) {
        const balancer = rows.loadBalancers.get(directoryKeys.loadBalancer(accountId, name))
        if (balancer === undefined) return undefined
        const trouble = troubles.get(name)
        return trouble === undefined ? { observed: observed(name, balancer), at: now() } : { trouble }
      },
      async measure(_, name, question) {
        measured.push(question)
        if (troubles.has(name)) return undefined
        return {
          requests: 100 * question.targetIds.length,
          errors: 0,
          requestsPerSecond: 20,
          p50Ms: 3,
          p95Ms: 9,
          p99Ms: 12,
        }
      },
      onObserved: () => () => {},
    },
    sick,
    troubles,
    deaf,
    measured,
    dispatch(commands) {
      const [own, rest] = [commands.filter(isForTraffic), commands.filter((command) => !isForTraffic(command))]
      for (const command of own) {
        if (taken.has(command.id)) continue
        taken.add(command.id)
        const work = run(command).finally(() => atWork.delete(work))
        atWork.add(work)
      }
      return rest
    },
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork)
    },
  }
}

function isForTraffic(command: Command): boolean {
  if (command.kind !== 'runLifecycleEvent') return command.kind !== 'withdraw'
  return command.event === 'AllowTraffic' || command.event === 'BlockTraffic'
}

function keep(rows: Rows, { directory }: Committed): void {
  for (const change of directory) {
    if (change.collection === 'loadBalancers') keepOne(rows.loadBalancers, change)
    else if (change.collection === 'targetGroups') keepOne(rows.targetGroups, change)
    else if (change.collection === 'targetGroupMembers') keepOne(rows.targetGroupMembers, change)
  }
}

function keepOne<Row>(rows: Map<string, Row>, change: { key: string; put: Row } | { key: string; remove: true }): void {
  if ('put' in change) rows.set(change.key, change.put)
  else rows.delete(change.key)
}
