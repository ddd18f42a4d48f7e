/**
 * One commit an animation frame, and once a second while the tab is hidden: what happens between is one change. A hidden
 * tab gets no frames, so what waits for one when the tab is hidden waits for the timer instead, and the other way round.
 */

const hiddenEveryMs = 1000

export function createFrameCommit(): (key: object, commit: () => void) => void {
  const waiting = new Map<object, () => void>()
  let cancel: (() => void) | undefined

  const flush = () => {
    cancel = undefined
    const commits = [...waiting.values()]
    waiting.clear()
    for (const commit of commits) commit()
  }

  const schedule = () => {
    cancel?.()
    cancel = document.hidden ? inASecond(flush) : inTheNextFrame(flush)
  }

  document.addEventListener('visibilitychange', () => cancel !== undefined && schedule())

  return (key, commit) => {
    waiting.set(key, commit)
    if (cancel === undefined) schedule()
  }
}

function inASecond(call: () => void): () => void {
  const timer = setTimeout(call, hiddenEveryMs)
  return () => clearTimeout(timer)
}

function inTheNextFrame(call: () => void): () => void {
  const frame = requestAnimationFrame(call)
  return () => cancelAnimationFrame(frame)
}
