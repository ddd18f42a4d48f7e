/** Nobody asked for it: hosts began to match the group, and its settings say that they get something by themselves. */
import type { DeploymentSpec } from '@sluice/model'

export const unasked = ({ creator }: Pick<DeploymentSpec, 'creator'>): boolean =>
  creator === 'autoscaling' || creator === 'CodeDeployAutoUpdate'
