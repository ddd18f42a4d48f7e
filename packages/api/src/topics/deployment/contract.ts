import { topic } from '../topic-contract.ts'

export const deploymentTopic = topic({
  name: 'deployment',
  key: 'deploymentId',
  message: 'the row of one deployment, whenever it changed',
})
