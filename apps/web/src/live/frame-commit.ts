/** One commit an animation frame, and once a second while the tab is hidden: what happens between is one change. */

const hiddenEveryMs = 1000

export function createFrameCommit(): (key: object, commit: () => void) => void {
  const waiting = new Map<object, () => void>()
  let isScheduled = false

  const flush = () => {
    isScheduled = false
    const commits = [...waiting.values()]
    waiting.clear()
    for (const commit of commits) commit()
  }

  return (key, commit) => {
    waiting.set(key, commit)
    if (isScheduled) return
    isScheduled = true
    if (document.hidden) setTimeout(flush, hiddenEveryMs)
    else requestAnimationFrame(flush)
  }
}
