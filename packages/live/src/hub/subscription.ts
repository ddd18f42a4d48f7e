/**
 * One topic for one reader. See the drawing in the README.
 *
 * While the snapshot is read, deltas stay in the topic's ring and are sent after it. A reader that is behind misses
 * deltas and gets one snapshot when it has caught up.
 */
import { actorId, isRefusal, type Actor, type TopicName } from '@sluice/model'
import { hubLimits } from './hub-limits.ts'
import type { EncodedSnapshot, Topic, Subscriber } from './topic.ts'
import type { SerializedDelta } from './delta-ring.ts'

export interface Since {
  epoch: string
  seq: number
}

/** What a subscription needs of its connection. */
export interface Outlet {
  readonly actor: Actor
  mayTake(): boolean
  /** A frame of data: counted, to be acknowledged. */
  send(frame: Buffer): void
  /** The topic is not, or no longer, for this reader: the subscription is over. */
  refuse(topic: TopicName, refused: { code: string; message: string }): void
  snapshotSent(): void
  readStarted(): void
  readEnded(): void
  fault(error: unknown): void
}

export interface Subscription extends Subscriber {
  start(topic: Topic, since: Since | undefined): void
  /** Sends what was missed when the reader may take it. */
  catchUp(): void
  end(): void
}

type State =
  | { status: 'live'; seq: number }
  | { status: 'reading' }
  /** Something was not sent: a snapshot is owed. */
  | { status: 'missed' }
  | { status: 'ended' }

export function createSubscription(epoch: string, outlet: Outlet): Subscription {
  let state: State = { status: 'missed' }
  let topic: Topic | undefined
  const readerId = `${outlet.actor.accountId} ${actorId(outlet.actor)}`

  function resumes(watched: Topic, since: Since | undefined): boolean {
    if (since === undefined || since.epoch !== epoch || !watched.readers.has(readerId)) return false
    const missed = watched.deltasAfter(since.seq)
    if (missed === undefined || missed.length >= hubLimits.unackedFrames) return false
    state = { status: 'live', seq: since.seq }
    for (const delta of missed) take(delta)
    return true
  }

  function take(delta: SerializedDelta): void {
    if (state.status !== 'live' || delta.to <= state.seq) return
    if (!outlet.mayTake()) {
      state = { status: 'missed' }
      return
    }
    state = { status: 'live', seq: delta.to }
    outlet.send(delta.frame)
  }

  async function read(watched: Topic): Promise<void> {
    const reading: State = { status: 'reading' }
    state = reading
    for (let attempt = 0; attempt < hubLimits.snapshotAttempts; attempt += 1) {
      const answer = await watched.snapshot(outlet.actor)
      if (state !== reading) return
      if (isRefusal(answer)) return outlet.refuse(watched.name, answer)
      watched.startAt(answer.seq)
      const later = watched.deltasAfter(answer.seq)
      if (later !== undefined) return deliver(watched, answer, later)
    }
    // The ring moved on faster than the source answers. The next heartbeat tries again.
    state = { status: 'missed' }
  }

  function deliver(watched: Topic, { seq, frame }: EncodedSnapshot, later: SerializedDelta[]): void {
    watched.readers.set(readerId, outlet.actor)
    if (!outlet.mayTake()) {
      state = { status: 'missed' }
      return
    }
    state = { status: 'live', seq }
    outlet.send(frame)
    outlet.snapshotSent()
    for (const delta of later) take(delta)
  }

  function startReading(watched: Topic): void {
    outlet.readStarted()
    read(watched)
      .catch((error: unknown) => {
        if (state.status === 'ended') return
        outlet.fault(error)
        outlet.refuse(watched.name, unreadable)
      })
      .finally(outlet.readEnded)
  }

  function catchUp(): void {
    if (state.status === 'missed' && topic !== undefined && outlet.mayTake()) startReading(topic)
  }

  return {
    take,
    catchUp,
    start(watched, since) {
      topic = watched
      if (!resumes(watched, since)) catchUp()
    },
    end() {
      state = { status: 'ended' }
    },
  }
}

const unreadable = { code: 'InternalFailure', message: 'This could not be read just now. Reload to try again.' }
