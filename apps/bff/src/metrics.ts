/** What the outside may count: requests, commits, running deployments, live readers, connected hosts. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Conductor } from '@sluice/conductor'
import type { ObservedBalancer } from '@sluice/model'

export interface Watched {
  conductor: Conductor
  connectedHosts(): number
  liveReaders(): number
  /** As they were last seen. */
  observedBalancers(): Promise<ObservedBalancer[]>
}

export interface Metrics {
  registry: Registry
  requestEnded(route: string, status: number, seconds: number): void
}

export function createMetrics({ conductor, connectedHosts, liveReaders, observedBalancers }: Watched): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'sluice_' })
  const registers = [registry]
  const requests = new Histogram({
    name: 'sluice_http_request_seconds',
    help: 'Time to answer HTTP requests, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const commits = new Counter({ name: 'sluice_commits_total', help: 'Commits of the store.', registers })
  const ended = new Counter({
    name: 'sluice_deployments_ended_total',
    help: 'Deployments that ended, by status.',
    labelNames: ['status'],
    registers,
  })
  gauge(registry, 'sluice_connected_hosts', 'Hosts that are connected now.', connectedHosts)
  gauge(registry, 'sluice_live_readers', 'Browser tabs that are connected now.', liveReaders)
  membersGauge(registry, observedBalancers)
  conductor.onCommitted(({ appended }) => {
    commits.inc()
    // By the fact and not by the row, which is written again when a deployment is rolled back later.
    for (const { events } of appended)
      for (const event of events) if (event.type === 'DeploymentEnded') ended.inc({ status: event.status })
  })
  return {
    registry,
    requestEnded: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
  }
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value())
    },
  })
}

function membersGauge(registry: Registry, observedBalancers: Watched['observedBalancers']): void {
  new Gauge({
    name: 'sluice_balancer_members',
    help: 'Hosts as balancers were last seen treating them, by balancer, traffic and health.',
    labelNames: ['load_balancer', 'traffic', 'health'],
    registers: [registry],
    async collect() {
      const balancers = await observedBalancers()
      this.reset()
      for (const { name, targetGroups } of balancers)
        for (const { traffic, health } of targetGroups.flatMap(({ members }) => members))
          this.inc({ load_balancer: name, traffic, health: health.state })
    },
  })
}
