/** Load balancers: the port, its adapters, and what moves traffic for deployments. Knows no deployment rules. */
export type { Balancers } from './balancers.ts'
export { BalancerTrouble, type LoadBalancerPort } from './load-balancer.ts'
