/**
 * The one place where the live channel meets React. Topics are plain stores outside React, shared by everyone who looks
 * at them, committed once a frame; `useTopic` says what the data is worth besides what it is.
 */
import type { TopicData } from '@sluice/model'
import { useCallback } from 'react'
import { freezeClock, syncClock } from '../ui/clock.ts'
import { createStore, useStore } from '../ui/store.ts'
import { staleSinceOf } from './connection.ts'
import type { Connection } from './connection.ts'
import { createFrameCommit } from './frame-commit.ts'
import { openSource } from './source.ts'
import type { Source } from './source.ts'
import { reducers } from './topics.ts'
import type { TopicKind, TopicStates } from './topics.ts'

/** A topic nobody looks at is kept for a moment: changing a tab and coming back costs nothing. */
const lingerMs = 5000

export interface TopicError {
  code: string
  message: string
}

interface TopicValue<Kind extends TopicKind> {
  data: TopicStates[Kind] | undefined
  error: TopicError | undefined
}

interface Topic<Kind extends TopicKind> {
  get(): TopicValue<Kind>
  subscribe(listener: () => void): () => void
  leave(): void
}

export interface TopicView<Kind extends TopicKind> extends TopicValue<Kind> {
  /** For `data-state` of the region. */
  state: 'loading' | 'live' | 'stale' | 'error'
  /** While stale: when it was last known to be right. */
  asOf: number | undefined
}

export const connection = createStore<Connection>({ phase: 'connecting' })
/** Set while the data is out of date: since when. A number, so that the ticking of the capsule redraws nothing else. */
const staleSince = createStore<number | undefined>(undefined)

let source: Source | undefined
const topics = new Map<string, Topic<TopicKind>>()
const commitInFrame = createFrameCommit()

/** Opens the socket of this tab when it is not open yet. */
export function connectLive(): Source {
  source ??= openSource({
    onConnection(state) {
      connection.set(state)
      staleSince.set(staleSinceOf(state))
      freezeClock(staleSince.get())
    },
    onServerTime: syncClock,
  })
  return source
}

/** At signing out: nothing of what this person saw stays in memory. */
export function disconnectLive(): void {
  for (const topic of topics.values()) topic.leave()
  source?.close()
  source = undefined
  connection.set({ phase: 'connecting' })
  staleSince.set(undefined)
  freezeClock(undefined)
}

export const retryNow = (): void => source?.retryNow()

/** `useTopic('deployment', id)`: subscribes while mounted. The key is the part of the topic's name after the colon. */
export function useTopic<Kind extends TopicKind>(kind: Kind, key?: string): TopicView<Kind> {
  const name = key === undefined ? kind : `${kind}:${key}`
  const subscribe = useCallback((listener: () => void) => topicOf(kind, name).subscribe(listener), [kind, name])
  const value = useStore({ subscribe, get: () => topicOf(kind, name).get() })
  const since = useStore(staleSince)
  return { ...value, ...stateOf(value, since) }
}

function stateOf(
  value: TopicValue<TopicKind>,
  since: number | undefined,
): Pick<TopicView<TopicKind>, 'state' | 'asOf'> {
  if (value.error !== undefined) return { state: 'error', asOf: undefined }
  if (value.data === undefined) return { state: 'loading', asOf: undefined }
  return { state: since === undefined ? 'live' : 'stale', asOf: since }
}

function topicOf<Kind extends TopicKind>(kind: Kind, name: string): Topic<Kind> {
  const known = topics.get(name)
  if (known !== undefined) return known as Topic<Kind>
  const made = createTopic(kind, name)
  topics.set(name, made as Topic<TopicKind>)
  return made
}

function createTopic<Kind extends TopicKind>(kind: Kind, name: string): Topic<Kind> {
  const store = createStore<TopicValue<Kind>>({ data: undefined, error: undefined })
  const reducer = reducers[kind]
  let newest: TopicStates[Kind] | undefined
  let watchers = 0
  let unsubscribe: (() => void) | undefined
  let lingering: ReturnType<typeof setTimeout> | undefined

  const change = (data: TopicStates[Kind]) => {
    newest = data
    commitInFrame(store, () => store.set({ data: newest, error: undefined }))
  }

  const join = () =>
    connectLive().subscribe(name, {
      onSnapshot: (data) => change(reducer.snapshot(data as TopicData[Kind])),
      onDelta: (data) => newest !== undefined && change(reducer.delta(newest, data as TopicData[Kind])),
      onRefused: (error) => store.set({ data: undefined, error }),
    })

  const leave = () => {
    unsubscribe?.()
    unsubscribe = undefined
    newest = undefined
    store.set({ data: undefined, error: undefined })
    if (watchers === 0) topics.delete(name)
  }

  return {
    get: store.get,
    leave,
    subscribe(listener) {
      watchers += 1
      clearTimeout(lingering)
      unsubscribe ??= join()
      const unlisten = store.subscribe(listener)
      return () => {
        unlisten()
        watchers -= 1
        if (watchers === 0) lingering = setTimeout(leave, lingerMs)
      }
    },
  }
}
