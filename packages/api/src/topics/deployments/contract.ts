import { topic } from '../topic-contract.ts'

/** `deployments:storefront`, or `deployments:*` for all applications of the account. */
export const deploymentsTopic = topic({
  name: 'deployments',
  key: 'application',
  message: 'the newest deployments, then each one that changed',
})
