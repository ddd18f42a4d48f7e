/**
 * What people read while a host drains. Each note is an event for ever: of a count that goes down one by one, only the first
 * and its halvings are said.
 */
export interface Leaving {
  /** Ms since the epoch; infinite before the balancer was seen draining it. */
  deadline: number
  /** Undefined while it is not known. */
  open: number | undefined
  /** Why it is not known. */
  why: string
}

export function createDrainNote(): (waits: readonly Leaving[]) => string {
  let said = { open: 0, note: '' }

  return (waits) => {
    const open = waits.reduce((total, leaving) => total + (leaving.open ?? 0), 0)
    if (open === 0) return waits.find(({ why }) => why !== '')?.why ?? ''
    const isNews = said.open === 0 || open <= said.open / 2 || open >= said.open * 2
    if (isNews) said = { open, note: `${requests(open)} still open, cut at ${clockOf(waits)} UTC` }
    return said.note
  }
}

const clockOf = (waits: readonly Leaving[]): string => {
  const known = waits.map(({ deadline }) => deadline).filter(Number.isFinite)
  return new Date(Math.max(...known)).toISOString().slice(11, 19)
}

export const requests = (count: number): string => (count === 1 ? '1 request' : `${count} requests`)
