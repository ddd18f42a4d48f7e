/** One thing at a time for each name: a host is never started while it is being ended. */
export type InTurn = <Answer>(name: string, act: () => Promise<Answer>) => Promise<Answer>

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return (name, act) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, mine)
    const forget = () => void (last.get(name) === mine && last.delete(name))
    mine.then(forget, forget)
    return mine
  }
}
