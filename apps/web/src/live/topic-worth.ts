/** What the data of a topic is worth right now, from what was heard of it and how the connection stands. */

export interface TopicError {
  code: string
  message: string
}

export interface TopicValue<Data> {
  data: Data | undefined
  error: TopicError | undefined
}

export interface TopicWorth {
  /** For `data-state` of the region. */
  state: 'loading' | 'live' | 'stale' | 'error'
  /** While stale: when it was last known to be right. Milliseconds since the epoch. */
  asOf: number | undefined
  error: TopicError | undefined
}

const notConnected: TopicError = {
  code: 'NotConnected',
  message: 'There is no live connection to the server; it is tried again by itself.',
}

interface ConnectionWorth {
  staleSince: number | undefined
  /** There is no connection, and whether there will be one again is not known. */
  isCut: boolean
}

export function topicWorth(value: TopicValue<unknown>, { staleSince, isCut }: ConnectionWorth): TopicWorth {
  if (value.error !== undefined) return { state: 'error', asOf: undefined, error: value.error }
  if (value.data === undefined && isCut) return { state: 'error', asOf: undefined, error: notConnected }
  if (value.data === undefined) return { state: 'loading', asOf: undefined, error: undefined }
  return { state: staleSince === undefined ? 'live' : 'stale', asOf: staleSince, error: undefined }
}
