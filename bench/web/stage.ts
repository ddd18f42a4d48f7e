/**
 * The server of the web benchmarks in a process of its own: the production BFF with its real store, logs and hub, over hosts in
 * memory. Told what to do by messages, each answered by one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@sluice/api'
import { commandId, firstAccountId } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { anInstance, hostNames } from '@sluice/testkit'
import { pino } from 'pino'
import { readSettings } from '../../apps/bff/src/settings.ts'
import { startBff } from '../../apps/bff/src/start-bff.ts'
import { simulatedHosts, type SimulatedHosts } from './simulated-hosts.ts'
import { admin, type Answer, type Order } from './orders.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-web-'))
const token = 'bench-token-0123456789'
const groupIds = new Map<string, string>()
let hosts: SimulatedHosts | undefined

const settings = readSettings(
  {
    SLUICE_DATA: folder,
    SLUICE_PORT: process.env['BENCH_PORT'] ?? '0',
    SLUICE_PUBLIC_URL: process.env['BENCH_PUBLIC_URL'] ?? '',
    SLUICE_FLEET: '0',
    SLUICE_DEMO: '1',
    SLUICE_API_TOKEN: token,
    SLUICE_ADMIN_EMAIL: admin.email,
    SLUICE_ADMIN_PASSWORD: admin.password,
  },
  folder,
)
const bff = await startBff(settings, pino({ level: 'error' }), undefined, {
  hostsFor: (conductor) =>
    (hosts = simulatedHosts(
      conductor,
      (id) => groupIds.get(id) ?? '',
      () => bff.rooms.logs,
    )),
})
const { ports, conductor, logs } = bff.rooms
conductor.onCommitted(({ deployments }) => {
  for (const { deploymentId, deploymentGroupId } of deployments) groupIds.set(deploymentId, deploymentGroupId)
})
const api = createClient({ baseUrl: `http://127.0.0.1:${settings.port}`, token })
const application = { applicationName: 'storefront' }

/** When the store had kept that so many hosts of a deployment had succeeded. */
const succeeded = new Map<string, [count: number, at: number][]>()
conductor.onCommitted(({ deployments }) => {
  for (const { deploymentId, deploymentOverview } of deployments) {
    const known = succeeded.get(deploymentId) ?? []
    if (known.at(-1)?.[0] !== deploymentOverview.Succeeded) known.push([deploymentOverview.Succeeded, Date.now()])
    succeeded.set(deploymentId, known)
  }
})

const orders: { [Kind in Order['kind']]: (order: Extract<Order, { kind: Kind }>) => Promise<Answer> } = {
  deploy: async ({ hosts: count }) => ({ deploymentId: await deploy(count) }),
  begin: async () => (await hosts?.begin(), {}),
  pace: async ({ perSecond }) => (hosts?.pace(perSecond), {}),
  succeeded: async ({ deploymentId }) => ({ succeeded: succeeded.get(deploymentId) ?? [] }),
  log: async ({ deploymentId, host, from, lines }) => (await writeLog(deploymentId, host, from, lines), {}),
  end: async () => {
    hosts?.stop()
    await bff.close()
    rmSync(folder, { recursive: true, force: true })
    return {}
  },
}

process.on('message', (order: Order) => {
  const carryOut = orders[order.kind] as (order: Order) => Promise<Answer>
  carryOut(order).then(
    (answer) => process.send?.({ number: order.number, answer }),
    (error: unknown) => process.send?.({ number: order.number, error: String(error) }),
  )
})
process.send?.({ number: 0, answer: {} })

/** A group of its own with so many registered hosts, all at once. */
async function deploy(count: number): Promise<string> {
  const fleet = `bench-${count}`
  const tags = [{ Key: 'fleet', Value: fleet }]
  const rows = hostNames(count).map((name) => anInstance({ instanceName: `${fleet}-${name}`, tags }))
  for (let from = 0; from < rows.length; from += 1000) {
    const changes = rows.slice(from, from + 1000).map((put) => ({
      collection: 'instances' as const,
      key: directoryKeys.instance(firstAccountId, put.instanceName),
      put,
    }))
    await conductor.change({ by: byBench, decide: async () => ({ changes, answer: {} }) })
  }
  await api.call('createDeploymentGroup', {
    ...application,
    deploymentGroupName: fleet,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: fleet, Type: 'KEY_AND_VALUE' }],
  })
  const { revisions } = await api.call('listApplicationRevisions', application)
  const [revision] = revisions
  if (revision === undefined) throw new Error('the sample has no revision')
  const { deploymentId } = await api.call('createDeployment', { ...application, deploymentGroupName: fleet, revision })
  return deploymentId
}

const byBench = {
  actor: { kind: 'service', accountId: firstAccountId, name: 'bench' },
  action: 'createDeploymentGroup',
  resource: 'instances',
  requestId: 'bench',
} as const

/** What a build prints, on one of its hosts. */
async function writeLog(deploymentId: string, host: number, from: number, count: number): Promise<void> {
  const target = (await ports.store.listTargets(deploymentId, host + 1))[host]
  if (target === undefined) throw new Error(`${deploymentId} has no host ${host}`)
  const lines = Array.from({ length: count }, (_, index) => ({
    at: Date.now(),
    stream: 'stdout' as const,
    script: 'scripts/stop.sh',
    text: `\u001B[32mline\u001B[0m ${from + index}: copied build/assets/chunk-${(from + index) % 977}.js`,
  }))
  await logs.append({ commandId: commandId(deploymentId, target.targetId, 'ApplicationStop'), firstLine: from, lines })
}
