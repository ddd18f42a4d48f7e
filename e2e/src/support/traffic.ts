/**
 * Users: requests through a load balancer, all the time that something happens behind it, and what became of them. Each asks
 * for a checkout that takes a moment, so that at any time some are open. Sent in small lots, each of which is waited for: a
 * request that was sent and never answered counts as failed, which a generator that is stopped in the middle would not see.
 */
import autocannon from 'autocannon'

export interface Seen {
  requests: number
  /** Not answered at all, or with anything but 2xx. */
  failed: number
  /** What went wrong, with how often. */
  failures: Record<string, number>
  /** Answers by revision and by host. */
  revisions: Record<string, number>
  hosts: Record<string, number>
}

export interface TrafficOptions {
  url: string
  /** How long one request takes on the host. */
  takesMs?: number
  connections?: number
  /** Goes on until so many were sent, quickly, when what happens is over. */
  atLeast?: number
}

const streams = 2
const lot = 100

/** Runs `act` under traffic, and answers what the users saw from before its beginning until after its end. */
export async function underTraffic<T>(
  options: TrafficOptions,
  act: (seen: Seen) => Promise<T>,
): Promise<{ seen: Seen; done: T }> {
  const seen: Seen = { requests: 0, failed: 0, failures: {}, revisions: {}, hosts: {} }
  const state = { isOver: false, atLeast: options.atLeast ?? 0 }
  const next = () => {
    if (!state.isOver) return options
    return seen.requests < state.atLeast ? { ...options, takesMs: 2 } : undefined
  }
  const running = Promise.all(Array.from({ length: streams }, () => stream(next, seen)))
  try {
    const done = await act(seen)
    state.isOver = true
    await running
    return { seen, done }
  } finally {
    Object.assign(state, { isOver: true, atLeast: 0 })
    await running
  }
}

/** So many requests now, and what became of them. */
export async function requests(url: string, amount: number): Promise<Seen> {
  const { seen } = await underTraffic({ url, takesMs: 0, atLeast: amount }, () => Promise.resolve())
  return seen
}

async function stream(next: () => TrafficOptions | undefined, seen: Seen): Promise<void> {
  for (let options = next(); options !== undefined; options = next()) await sendLot(options, seen)
}

async function sendLot({ url, takesMs = 40, connections = 8 }: TrafficOptions, seen: Seen): Promise<void> {
  const answered = { ok: 0 }
  const result = await autocannon({
    url,
    connections,
    amount: lot,
    timeout: 15,
    sampleInt: 50,
    requests: [
      {
        path: `/checkout?ms=${takesMs}`,
        onResponse(status, body) {
          if (status >= 200 && status < 300) answered.ok += 1
          else note(seen.failures, `${status} ${body.slice(0, 200)}`)
          if (status === 200) noteWhoAnswered(seen, body)
        },
      },
    ],
  })
  if (result.errors > 0) note(seen.failures, 'connection errors', result.errors)
  if (result.timeouts > 0) note(seen.failures, 'not answered in 15 s', result.timeouts)
  const unanswered = result.requests.sent - answered.ok - result.non2xx
  if (unanswered > 0) note(seen.failures, 'sent and not answered', unanswered)
  seen.requests += result.requests.sent
  seen.failed += result.requests.sent - answered.ok
}

function noteWhoAnswered(seen: Seen, body: string): void {
  const { version, host } = JSON.parse(body) as { version: string; host: string }
  note(seen.revisions, version)
  note(seen.hosts, host)
}

function note(counts: Record<string, number>, what: string, times = 1): void {
  counts[what] = (counts[what] ?? 0) + times
}
