import { topic } from '../topic-contract.ts'

/** Its sequence is the log's own: the number of the last line. */
export const logTopic = topic({
  name: 'log',
  key: 'deploymentId',
  message: 'the newest lines of a deployment, then each line that hosts send',
})
