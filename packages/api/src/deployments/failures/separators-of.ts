/** What is known of the hosts that failed one way and of those that passed the same event, and what tells them apart. */
import { separators, separatorText, type FailureGroup, type Trait, type Traits } from '@sluice/engine'
import type { DeploymentSummary, DeploymentTarget, Instance } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { hasPassed } from './good-host.ts'
import { previousRevisions } from './previous-revisions.ts'

type Needs = Pick<Ports, 'store' | 'presence'>
export type TraitsOf = (target: DeploymentTarget) => Traits

/** Sentences. Only hosts that passed the event of this failure are compared with those that did not. */
export function separatorsOf(
  traitsOf: TraitsOf,
  targets: readonly DeploymentTarget[],
  { hosts, event }: FailureGroup,
): string[] {
  const failing = hosts.map(({ target }) => traitsOf(target))
  const passed = targets.filter((target) => hasPassed(target, event)).map(traitsOf)
  return separators(failing, passed).map(separatorText)
}

/** Looked up once for all groups. */
export async function knownTraits(
  ports: Needs,
  deployment: DeploymentSummary,
  targets: readonly DeploymentTarget[],
): Promise<TraitsOf> {
  const tried = targets.filter(({ startTime }) => startTime !== undefined)
  const instances = await instancesOf(ports, deployment.accountId, tried)
  const before = await previousRevisions(ports.store, deployment)
  return (target) => {
    const instance = instances.get(target.targetId)
    const previous = before.get(target.targetId)
    return [
      ...(instance === undefined ? [] : ofInstance(ports, instance)),
      ...(previous === undefined ? [] : [trait('previousRevision', previous)]),
      trait('wave', String(target.wave)),
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
