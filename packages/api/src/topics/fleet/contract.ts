import { topic } from '../topic-contract.ts'

export const fleetTopic = topic({
  name: 'fleet',
  key: 'deploymentId',
  message: 'all hosts of a deployment in planned order, then the rows that changed',
})
