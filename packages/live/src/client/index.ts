/** The live channel's end in a browser. */
export { createLiveClient, type LiveClient, type LiveClientOptions } from './live-client.ts'
export type { ConnectionState } from './connection-state.ts'
export type { OpenSocket, Socket } from './browser.ts'
export type { TopicListener } from './subscribed-topics.ts'
export type { Timers } from '../timers.ts'
