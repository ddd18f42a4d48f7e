/** The hosts of one `provision`: made one after the other, then awaited together. */
import type { DeploymentSpec, Instance, Tag } from '@sluice/model'
import { createAwaitedHosts, type SeenHosts } from './awaited-hosts.ts'
import { groupTag, isRegistered, tagsOf } from './made-hosts.ts'
import type { Provisioner } from './provisioner.ts'
import type { InTurn } from './turns.ts'

export interface MakingNeeds {
  provisioner: Provisioner
  hosts: SeenHosts
  inTurn: InTurn
  instanceOf(accountId: string, instanceName: string): Promise<Instance | undefined>
}

export type Made = { kind: 'provisioned' } | { kind: 'provisionFailed'; message: string }

/** Undefined when it was stopped: whoever stops it has other plans for the hosts. */
export type MakeHosts = (
  spec: DeploymentSpec,
  names: readonly string[],
  stopped: AbortSignal,
) => Promise<Made | undefined>

export function createMaking({ provisioner, hosts, inTurn, instanceOf }: MakingNeeds): MakeHosts {
  const awaited = createAwaitedHosts(hosts)

  async function makeOne(accountId: string, name: string, tags: readonly Tag[]): Promise<void> {
    const known = await instanceOf(accountId, name)
    if (isRegistered(known) && groupTag(known.tags) !== groupTag(tags))
      throw new Error('another host is registered under this name')
    await provisioner.provision(name, tags)
  }

  return async (spec, names, stopped) => {
    const tags = tagsOf(spec)
    for (const name of names) {
      if (stopped.aborted) return undefined
      const trouble = await inTurn(name, () => makeOne(spec.accountId, name, tags)).then(nothing, messageOf)
      if (trouble !== undefined) return { kind: 'provisionFailed', message: `${name} could not be made: ${trouble}.` }
    }
    const { startLimitSeconds } = spec.clocks
    const missing = await awaited.untilConnected(spec.accountId, names, startLimitSeconds * 1000, stopped)
    if (stopped.aborted) return undefined
    if (missing.length === 0) return { kind: 'provisioned' }
    const message = `${inWords(missing)} did not connect within ${startLimitSeconds} seconds of the start.`
    return { kind: 'provisionFailed', message }
  }
}

const mostNamed = 5

function inWords(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ')
  const more = names.length - mostNamed
  return more > 0 ? `${named} and ${more} more` : named
}

const nothing = (): undefined => undefined
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
