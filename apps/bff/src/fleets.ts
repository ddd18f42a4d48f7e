/** Hosts that are made for deployments: who makes them, under which names, and who carries out what is said about them. */
import type { Conductor } from '@sluice/conductor'
import { firstAccountId, isRefusal, RefusalError, type Actor, type Instance } from '@sluice/model'
import {
  createEmbeddedProvisioner,
  createProvisioning,
  createSupervisorClient,
  type Provisioner,
  type Provisioning,
  type ProvisioningNeeds,
  type ServersPlatform,
} from '@sluice/platforms'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { createFleetNames, type FleetNames } from './fleet-names.ts'
import { createGivenUpHosts } from './given-up-hosts.ts'
import type { LocalHosts } from './local-hosts.ts'
import { serversDoor } from './servers-door.ts'
import type { Settings } from './settings.ts'

export interface FleetsNeeds {
  settings: Pick<Settings, 'fleet' | 'isSupervised'>
  folder: Pick<DataFolder, 'run' | 'fleet' | 'scratch'>
  conductor: Conductor
  store: Store
  servers: Pick<ServersPlatform, 'presence' | 'onPresence'>
  letIn: LocalHosts['letIn']
  takeOut: ProvisioningNeeds['takeOut']
  now(): number
  fault(error: unknown): void
  /** Instead of the supervisor, in tests. */
  provisioner?: Provisioner
}

export interface FleetsRoom {
  names: FleetNames
  provisioning: Provisioning
  /** Give it every commit's changes of the directory. */
  noteCommitted(changes: readonly DirectoryChange[]): void
  /** Every host that was made here and is still registered runs again; what is left of others ends. */
  bringBack(): Promise<void>
}

const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice' }

export async function furnishFleets(needs: FleetsNeeds): Promise<FleetsRoom> {
  const { conductor, store, servers, fault } = needs
  const provisioner = needs.provisioner ?? embedded(needs)
  const isAvailable = needs.provisioner !== undefined || needs.settings.isSupervised
  const names = createFleetNames({ provisioner, isAvailable })
  const door = serversDoor(conductor, store)
  const provisioning = createProvisioning({
    door,
    provisioner,
    hosts: {
      isConnected: (accountId, name) => servers.presence(accountId, name)?.connected === true,
      onChange: (listener) => servers.onPresence(listener),
    },
    instanceOf: (accountId, name) => store.get('instances', directoryKeys.instance(accountId, name)),
    deregister: (instance) => deregister(needs, instance),
    takeOut: needs.takeOut,
    fault,
  })
  const givenUp = createGivenUpHosts({
    ...needs,
    provisioner,
    provisioning,
    hostsOf: async (deploymentId) => (await door.describe(deploymentId))?.targets ?? [],
  })
  const hosts = await store.entries('instances', '')
  names.noteCommitted(hosts.map(({ key, row }) => ({ collection: 'instances', key, put: row })))
  return {
    names,
    provisioning,
    noteCommitted(changes) {
      names.noteCommitted(changes)
      if (isAvailable) givenUp.noteCommitted(changes)
    },
    async bringBack() {
      if (!isAvailable) return
      for (const { accountId, instanceName } of await store.list('instances', directoryKeys.instances(firstAccountId)))
        await provisioning.bringBack(accountId, instanceName).catch(fault)
      await givenUp.endLeftBehind()
    },
  }
}

function embedded({ settings, folder, letIn }: FleetsNeeds): Provisioner {
  return createEmbeddedProvisioner({
    supervisor: createSupervisorClient(join(folder.run, 'supervisor.sock')),
    fleetFolder: folder.fleet,
    closedFolder: folder.scratch,
    fleet: settings.fleet,
    letIn,
  })
}

/** What changed meanwhile is kept; its open connection is cut by whoever watches the directory. */
async function deregister({ conductor, now }: FleetsNeeds, { accountId, instanceName }: Instance): Promise<void> {
  const key = directoryKeys.instance(accountId, instanceName)
  const done = await conductor.change({
    by: { actor: service, action: 'endHost', resource: `instance:${instanceName}`, requestId: '' },
    async decide(store) {
      const row = await store.get('instances', key)
      if (row === undefined || row.deregisterTime !== undefined) return { changes: [], answer: {} }
      const out = { ...row, deregisterTime: new Date(now()).toISOString() }
      return { changes: [{ collection: 'instances', key, put: out }], answer: {} }
    },
  })
  if (isRefusal(done)) throw new RefusalError(done)
}
