/**
 * Hosts that were made here and are not registered any more: somebody deregistered one, or a kill left one behind. Their
 * processes and folders end and their names are free again; nobody else would do it.
 */
import { firstAccountId, type Instance } from '@sluice/model'
import type { Provisioner, Provisioning, ProvisioningNeeds } from '@sluice/platforms'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'

export interface GivenUpHosts {
  /** Give it every commit's changes of the directory. */
  noteCommitted(changes: readonly DirectoryChange[]): void
  /** What former processes left, once at the start. */
  endLeftBehind(): Promise<void>
}

export interface GivenUpHostsNeeds {
  store: Store
  provisioner: Pick<Provisioner, 'names' | 'isInUse'>
  provisioning: Pick<Provisioning, 'endGivenUp'>
  takeOut: ProvisioningNeeds['takeOut']
  /** The hosts of a deployment. */
  hostsOf(deploymentId: string): Promise<readonly string[]>
  now(): number
  fault(error: unknown): void
}

type IsNeeded = (name: string) => Promise<boolean>

export function createGivenUpHosts(needs: GivenUpHostsNeeds): GivenUpHosts {
  const { store, provisioner, provisioning, fault } = needs

  /** Balancers first: they may still be about to hear that the host is out. */
  async function end(name: string, isNeeded: IsNeeded): Promise<void> {
    const known = await store.get('instances', directoryKeys.instance(firstAccountId, name))
    const isOut = known === undefined || known.deregisterTime !== undefined
    if (!isOut || !provisioner.isInUse(name) || (await isNeeded(name))) return
    const targetGroups = await store.list('targetGroups', directoryKeys.targetGroups(firstAccountId))
    const names = targetGroups.map((targetGroup) => targetGroup.name)
    await needs.takeOut(firstAccountId, names, [name])
    await provisioning.endGivenUp(firstAccountId, name, () => isNeeded(name))
  }

  /** A host whose identity was lost is out only until it enrols again; one that serves is never ended behind its users' backs. */
  const isComingBack: IsNeeded = async (name) => (await isAwaited(store, name, needs.now())) || isServed(store, name)

  const isInDeployment: IsNeeded = async (name) => {
    const running = await store.runningDeployments()
    const fleets = await Promise.all(running.map(({ deploymentId }) => needs.hostsOf(deploymentId)))
    return fleets.some((fleet) => fleet.includes(name))
  }

  return {
    noteCommitted(changes) {
      const names = changes.map(deregisteredName).filter((name) => name !== undefined)
      for (const name of names) if (provisioner.names.includes(name)) end(name, isComingBack).catch(fault)
    },
    /** A deployment that runs is told again what to make and to end. */
    async endLeftBehind() {
      const isNeeded: IsNeeded = async (name) => (await isInDeployment(name)) || isComingBack(name)
      const found = provisioner.names.filter((name) => provisioner.isInUse(name))
      await Promise.all(found.map((name) => end(name, isNeeded).catch(fault)))
    },
  }
}

function deregisteredName(change: DirectoryChange): string | undefined {
  if (change.collection !== 'instances' || !('put' in change)) return undefined
  return change.put.deregisterTime === undefined ? undefined : change.put.instanceName
}

/** Somebody drew a token for it after it came in last, and it may still be used. */
async function isAwaited(store: Store, name: string, now: number): Promise<boolean> {
  const known = await store.get('instances', directoryKeys.instance(firstAccountId, name))
  if (known === undefined) return false
  const credentials = await store.list('credentials', '')
  return credentials.some(
    (one) =>
      one.kind === 'enrolment' &&
      one.instanceName === name &&
      one.usedBy === undefined &&
      Date.parse(one.expireTime) > now &&
      isLater(one.createTime, known),
  )
}

const isLater = (time: string, { registerTime }: Instance): boolean => Date.parse(time) >= Date.parse(registerTime)

async function isServed(store: Store, name: string): Promise<boolean> {
  const members = await store.list('targetGroupMembers', `${firstAccountId}/`)
  return members.some(({ targetId }) => targetId === name)
}
