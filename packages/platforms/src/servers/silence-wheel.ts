/**
 * Who has not been heard for too long. A wheel of slots that one timer turns: being heard costs one write, and a turn
 * looks only at those whose time may be over. It counts time in which this process ran: after a pause of the whole
 * process (a sleeping machine) hosts get their time again.
 */
export interface SilenceWheel {
  heard(name: string): void
  /** Counts from now, unless it counts already. */
  expect(name: string): void
  stop(): void
}

const turnsPerSilence = 20
/** A turn that comes later than this many turns was a pause of the process. */
const latestTurn = 3

export function createSilenceWheel(silenceAfterMs: number, silent: (name: string) => void): SilenceWheel {
  const turnMs = Math.max(10, silenceAfterMs / turnsPerSilence)
  const turnsUntilSilent = Math.ceil(silenceAfterMs / turnMs)
  const heardAt = new Map<string, number>()
  const slots = new Map<number, Set<string>>()
  /** Turns so far; a pause counts as a few. */
  let turns = 0
  let turnedAt = performance.now()
  const timer = setInterval(turn, turnMs)
  timer.unref()

  function turn(): void {
    const now = performance.now()
    const passed = Math.floor((now - turnedAt) / turnMs)
    turnedAt += passed * turnMs
    for (let step = 0; step < Math.min(passed, latestTurn); step += 1) {
      turns += 1
      const due = slots.get(turns)
      slots.delete(turns)
      for (const name of due ?? []) lookAt(name)
    }
  }

  function lookAt(name: string): void {
    const at = heardAt.get(name)
    if (at === undefined) return
    if (at + turnsUntilSilent > turns) return place(name, at + turnsUntilSilent)
    heardAt.delete(name)
    silent(name)
  }

  function place(name: string, turnOf: number): void {
    const slot = slots.get(turnOf) ?? new Set()
    slots.set(turnOf, slot.add(name))
  }

  function heard(name: string): void {
    const isWatched = heardAt.has(name)
    heardAt.set(name, turns)
    if (!isWatched) place(name, turns + turnsUntilSilent)
  }

  return {
    heard,
    expect(name) {
      if (!heardAt.has(name)) heard(name)
    },
    stop: () => clearInterval(timer),
  }
}
