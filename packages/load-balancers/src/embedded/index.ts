/** The embedded balancer, from the BFF's side. */
export { createEmbeddedLoadBalancer, type EmbeddedSettings } from './embedded-load-balancer.ts'
export { embeddedClient, type EmbeddedClient } from './embedded-client.ts'
export { servedByEmbedded } from './served-by-embedded.ts'
export { wireNameOf } from './wire-name.ts'
export { followBalancerChanges, type FollowChanges } from './follow-changes.ts'
