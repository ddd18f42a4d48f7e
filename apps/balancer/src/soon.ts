/**
 * Does what was asked for a moment later, once for all who asked meanwhile. Who asks again does not put it off: what never
 * rests is done all the same.
 */
export type Soon = ReturnType<typeof soon>

export function soon(delayMs: number, act: (name: string) => void) {
  const timers = new Map<string, NodeJS.Timeout>()

  function now(name: string): void {
    timers.delete(name)
    act(name)
  }

  return {
    ask(name: string): void {
      if (!timers.has(name)) timers.set(name, setTimeout(now, delayMs, name).unref())
    },
    forget(name: string): void {
      clearTimeout(timers.get(name))
      timers.delete(name)
    },
  }
}
