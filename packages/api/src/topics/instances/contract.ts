import { topic } from '../topic-contract.ts'

/** Its sequence is a clock of its own: a host that goes silent is no commit. */
export const instancesTopic = topic({
  name: 'instances',
  key: undefined,
  message: 'all hosts with what is known of them now, then each one that changed',
})
