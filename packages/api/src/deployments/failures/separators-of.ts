/** What is known of the hosts that failed one way and of those that passed the same event, and what tells them apart. */
import {
  countTraits,
  separators,
  separatorText,
  type FailureGroup,
  type Trait,
  type TraitCounts,
  type Traits,
} from '@sluice/engine'
import type { DeploymentSummary, DeploymentTarget, Instance } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { hasPassed } from '../../queries/has-passed.ts'
import { previousRevisions } from './previous-revisions.ts'

type Needs = Pick<Ports, 'store' | 'presence'>
/** What separates the hosts of a failure from those that passed its event, as sentences. */
export type SeparatorsOf = (group: FailureGroup) => string[]

/** Hosts are looked up once for all groups, and counted once for each event. */
export async function separatorsOf(
  ports: Needs,
  deployment: DeploymentSummary,
  targets: readonly DeploymentTarget[],
): Promise<SeparatorsOf> {
  const traitsOf = await knownTraits(ports, deployment, targets)
  const passed = new Map<string, TraitCounts>()
  return ({ hosts, event }) => {
    const good = passed.get(event) ?? countTraits(targets.filter((one) => hasPassed(one, event)).map(traitsOf))
    passed.set(event, good)
    return separators(countTraits(hosts.map(({ target }) => traitsOf(target))), good).map(separatorText)
  }
}

async function knownTraits(
  ports: Needs,
  deployment: DeploymentSummary,
  targets: readonly DeploymentTarget[],
): Promise<(target: DeploymentTarget) => Traits> {
  const tried = targets.filter(({ startTime }) => startTime !== undefined)
  const instances = await instancesOf(ports, deployment.accountId, tried)
  const before = await previousRevisions(ports.store, deployment)
  return ({ targetId, wave }) => {
    const instance = instances.get(targetId)
    const previous = before.get(targetId)
    return [
      ...(instance === undefined ? [] : ofInstance(ports, instance)),
      ...(previous === undefined ? [] : [trait('previousRevision', previous)]),
      trait('wave', String(wave)),
    ]
  }
}

const trait = (kind: Exclude<Trait['kind'], 'tag'>, value: string): Trait => ({ kind, name: '', value })

function ofInstance(
  { presence }: Needs,
  { accountId, instanceName, tags, os, address, agentVersion }: Instance,
): Traits {
  const network = address === undefined ? undefined : networkOf(address)
  const version = presence(accountId, instanceName)?.agentVersion || agentVersion
  return [
    ...tags.map(({ Key, Value }): Trait => ({ kind: 'tag', name: Key, value: Value })),
    trait('os', os),
    ...(version === '' ? [] : [trait('agentVersion', version)]),
    ...(network === undefined ? [] : [trait('network', network)]),
  ]
}

/** `10.0.3.17` -> `10.0.3.0/24`. */
function networkOf(address: string): string | undefined {
  const [, start] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? []
  return start === undefined ? undefined : `${start}.0/24`
}

/** Beyond this, all rows of the account are read at once. */
const mostLookUps = 1000

async function instancesOf(
  { store }: Needs,
  accountId: string,
  hosts: readonly DeploymentTarget[],
): Promise<ReadonlyMap<string, Instance>> {
  const rows =
    hosts.length > mostLookUps
      ? await store.list('instances', directoryKeys.instances(accountId))
      : await Promise.all(
          hosts.map(({ targetId }) => store.get('instances', directoryKeys.instance(accountId, targetId))),
        )
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.instanceName, row] as const])))
}
