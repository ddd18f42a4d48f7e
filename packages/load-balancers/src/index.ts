/** Load balancers: the port, its adapters, and what moves traffic for deployments. Knows no deployment rules. */
export type { Balancers } from './balancers.ts'
export {
  embeddedClient,
  followBalancerChanges,
  servedByEmbedded,
  wireNameOf,
  type EmbeddedClient,
} from './embedded/index.ts'
export { BalancerTrouble, type LoadBalancerPort } from './load-balancer.ts'
export { loadBalancerFor, loadBalancers, servedKinds, type AdapterSettings } from './load-balancers.ts'
export type { Door } from './mover/door.ts'
export type { MemberChange } from './mover/member-writer.ts'
export { createTrafficMover, type TrafficMover, type TrafficMoverNeeds } from './mover/traffic-mover.ts'
export { createNoneLoadBalancer } from './none/none-load-balancer.ts'
export type { Paces } from './reconciler/paces.ts'
export { createReconciler, type Reconciler, type ReconcilerNeeds } from './reconciler/reconciler.ts'
export type { ServedBalancer } from './reconciler/strays.ts'
export type { MemberStanding, Registrations } from './reconciler/registrations.ts'
export { isRowChange, type ChangedRows, type MemberName, type RowChange, type Rows } from './reconciler/rows.ts'
export { createSimulatedLoadBalancer, type SimulatedLoadBalancer } from './simulated/simulated-load-balancer.ts'
