/** Load balancers: the port, its adapters, and what moves traffic for deployments. Knows no deployment rules. */
export type { Balancers } from './balancers.ts'
export { BalancerTrouble, type LoadBalancerPort } from './load-balancer.ts'
export type { Door } from './mover/door.ts'
export type { MemberChange, TrafficMover, TrafficMoverNeeds } from './mover/traffic-mover.ts'
export type { Paces, Reconciler, ReconcilerNeeds } from './reconciler/reconciler.ts'
export type { MemberStanding, Registrations } from './reconciler/registrations.ts'
export { isRowChange, type ChangedRows, type MemberName, type RowChange, type Rows } from './reconciler/rows.ts'
