/**
 * The one place where the live channel meets React. Topics are plain stores outside React, shared by everyone who looks
 * at them, committed once a frame; `useTopic` says what the data is worth besides what it is.
 */
import type { TopicData } from '@sluice/model'
import { focusManager } from '@tanstack/react-query'
import { useCallback } from 'react'
import { askAllAgain } from '../query/again.ts'
import { queryClient } from '../query/client.ts'
import { copies } from '../query/copies/browser-copies.ts'
import { freezeClock, syncClock } from '../ui/clock.ts'
import { createStore, useStore } from '../ui/store.ts'
import { createCatchingUp } from './catching-up.ts'
import { staleSinceOf } from './connection.ts'
import type { Connection } from './connection.ts'
import { createFrameCommit } from './frame-commit.ts'
import { refreshPages } from './pages.ts'
import { keepTopic, keptTopic } from './kept-topics.ts'
import { createReconnecting } from './reconnecting.ts'
import { openSource } from './source.ts'
import type { Source } from './source.ts'
import { changedApplications } from './standing.ts'
import { topicWorth } from './topic-worth.ts'
import type { TopicValue, TopicWorth } from './topic-worth.ts'
import { reducers } from './topics.ts'
import type { TopicKind, TopicStates } from './topics.ts'

/** A topic nobody looks at is kept for a moment: changing a tab and coming back costs nothing. */
const lingerMs = 5000
/** So old is at most the copy of a topic that is looked at when the server goes. */
const keepEveryMs = 10_000

type Value<Kind extends TopicKind> = TopicValue<TopicStates[Kind]>

interface Topic<Kind extends TopicKind> {
  get(): Value<Kind>
  subscribe(listener: () => void): () => void
  leave(): void
  /** Hears it from the new source, when it was heard from the one before. */
  rejoin(): void
  /** Leaves a copy for the time when the server is gone. */
  keep(): void
}

export type TopicView<Kind extends TopicKind> = Value<Kind> & TopicWorth

export const connection = createStore<Connection>({ phase: 'connecting' })
/** Set while the data is out of date: since when. A number, so that the ticking of the capsule redraws nothing else. */
const staleSince = createStore<number | undefined>(undefined)
const isCut = createStore(false)

const catchingUp = createCatchingUp()
/** How many changes came since the connection is back, while they come. */
export const caughtUp = catchingUp.changes

let source: Source | undefined
let endPages: (() => void) | undefined
let keeping: ReturnType<typeof setInterval> | undefined
const topics = new Map<string, Topic<TopicKind>>()
const commitInFrame = createFrameCommit()

/** Opens the socket of this tab when it is not open yet. Whoever paused and wants to hear something new goes on so, too. */
export function connectLive(): Source {
  if (source !== undefined) return source
  const hearReconnecting = createReconnecting(queryClient)
  source = openSource({
    onConnection(state) {
      if (connection.get().phase === 'reconnecting' && state.phase === 'live') catchingUp.begin(topics.keys())
      connection.set(state)
      staleSince.set(staleSinceOf(state))
      if (state.phase === 'reconnecting' && !isCut.get()) keepTopics()
      isCut.set(state.phase === 'reconnecting')
      freezeClock(staleSince.get() ?? (isCut.get() ? copies.savedAt.get() : undefined))
      hearReconnecting(state)
    },
    onServerTime: syncClock,
  })
  endPages = refreshPages(queryClient, onDeployments)
  focusManager.setFocused(undefined)
  for (const topic of topics.values()) topic.rejoin()
  keeping = setInterval(() => connection.get().phase === 'live' && keepTopics(), keepEveryMs)
  return source
}

function keepTopics(): void {
  for (const topic of topics.values()) topic.keep()
}

/** Calls when deployments stand differently, not for what the topic already had. */
function onDeployments(onChange: (applications: ReadonlySet<string>) => void): () => void {
  const topic = topicOf('deployments', 'deployments:*')
  let before = topic.get().data
  return topic.subscribe(() => {
    const { data } = topic.get()
    if (before !== undefined && data !== undefined) onChange(changedApplications(before, data))
    before = data
  })
}

/**
 * What is shown stands still, and says since when; questions that are asked again and again wait, too. Going to another
 * screen goes on.
 */
export function pauseLive(): void {
  const state = connection.get()
  if (state.phase !== 'live') return
  closeSource()
  connection.set({ phase: 'paused', heardAt: state.heardAt })
  staleSince.set(state.heardAt)
  freezeClock(state.heardAt)
  focusManager.setFocused(false)
}

export function resumeLive(): void {
  if (connection.get().phase !== 'paused') return
  connectLive()
  catchingUp.begin(topics.keys())
  void askAllAgain(queryClient)
}

function closeSource(): void {
  clearInterval(keeping)
  endPages?.()
  endPages = undefined
  source?.close()
  source = undefined
  catchingUp.end()
}

/** At signing out: nothing of what this person saw stays in memory. */
export function disconnectLive(): void {
  for (const topic of topics.values()) topic.leave()
  closeSource()
  focusManager.setFocused(undefined)
  connection.set({ phase: 'connecting' })
  staleSince.set(undefined)
  isCut.set(false)
  freezeClock(undefined)
}

export const retryNow = (): void => source?.retryNow()

/** `useTopic('deployment', id)`: subscribes while mounted. The key is the part of the topic's name after the colon. */
export function useTopic<Kind extends TopicKind>(kind: Kind, key?: string): TopicView<Kind> {
  const name = key === undefined ? kind : `${kind}:${key}`
  const subscribe = useCallback((listener: () => void) => topicOf(kind, name).subscribe(listener), [kind, name])
  const value = useStore({ subscribe, get: () => topicOf(kind, name).get() })
  const since = useStore(staleSince)
  const cut = useStore(isCut)
  const kept = cut && value.data === undefined && value.error === undefined ? keptTopic<Kind>(name) : undefined
  if (kept !== undefined) return { data: kept.data, error: undefined, state: 'stale', asOf: kept.at }
  return { ...value, ...topicWorth(value, { staleSince: since, isCut: cut }) }
}

function topicOf<Kind extends TopicKind>(kind: Kind, name: string): Topic<Kind> {
  const known = topics.get(name)
  if (known !== undefined) return known as Topic<Kind>
  const made = createTopic(kind, name)
  topics.set(name, made as Topic<TopicKind>)
  return made
}

function createTopic<Kind extends TopicKind>(kind: Kind, name: string): Topic<Kind> {
  const nothing: Value<Kind> = { data: undefined, error: undefined }
  const store = createStore(nothing)
  const reducer = reducers[kind]
  /** What the store will hold at the next commit. */
  let newest = nothing
  let watchers = 0
  let unsubscribe: (() => void) | undefined
  let lingering: ReturnType<typeof setTimeout> | undefined

  const change = (next: Value<Kind>) => {
    newest = next
    commitInFrame(store, () => store.set(newest))
  }
  const heard = (data: TopicStates[Kind]) => {
    catchingUp.take(name)
    change({ data, error: undefined })
  }

  const join = () =>
    connectLive().subscribe(name, {
      onSnapshot: (data) => heard(reducer.snapshot(data as TopicData[Kind])),
      onDelta: (data) => newest.data !== undefined && heard(reducer.delta(newest.data, data as TopicData[Kind])),
      onRefused: (error) => {
        catchingUp.take(name)
        change({ data: undefined, error })
      },
    })

  const keep = () => {
    if (newest.data !== undefined) keepTopic(kind, name, newest.data, staleSince.get() ?? Date.now())
  }

  const leave = () => {
    // Another topic of the same name may have taken its place by then.
    clearTimeout(lingering)
    unsubscribe?.()
    unsubscribe = undefined
    newest = nothing
    store.set(nothing)
    if (watchers === 0) topics.delete(name)
  }

  const rejoin = () => {
    if (unsubscribe !== undefined) unsubscribe = join()
  }

  const end = () => {
    keep()
    leave()
  }

  return {
    get: store.get,
    leave,
    rejoin,
    keep,
    subscribe(listener) {
      watchers += 1
      clearTimeout(lingering)
      unsubscribe ??= join()
      const unlisten = store.subscribe(listener)
      return () => {
        unlisten()
        watchers -= 1
        if (watchers === 0) lingering = setTimeout(end, lingerMs)
      }
    },
  }
}
