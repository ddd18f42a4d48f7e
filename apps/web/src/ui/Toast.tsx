/** Results of one's own action, in the corner for eight seconds (longer while pointed at or focused). Errors stay where they happened. */
import { useEffect, useState } from 'react'
import { createStore, useStore } from './store.ts'

/** `refused`: it was not done, and this is why. */
type Tone = 'done' | 'refused'

interface Shown {
  id: number
  text: string
  tone: Tone
}

const toasts = createStore<readonly Shown[]>([])
let lastId = 0

export function toast(text: string, tone: Tone = 'done'): void {
  lastId += 1
  toasts.set([...toasts.get(), { id: lastId, text, tone }].slice(-4))
}

const dismiss = (id: number): void => toasts.set(toasts.get().filter((shown) => shown.id !== id))

export function Toaster() {
  const shown = useStore(toasts)
  return (
    <div
      role="status"
      aria-label="Results"
      className="fixed bottom-4 right-4 z-50 flex flex-col gap-2 max-sm:bottom-20"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} {...one} />
      ))}
    </div>
  )
}

function ToastCard({ id, text, tone }: Shown) {
  const [paused, setPaused] = useState(false)
  useEffect(() => {
    if (paused) return undefined
    const timer = setTimeout(dismiss, 8000, id)
    return () => clearTimeout(timer)
  }, [paused, id])
  return (
    <div
      onMouseEnter={() => setPaused(true)}
      onMouseLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="flex items-center gap-3 rounded-lg border border-line bg-raised px-4 py-2.5 shadow-lg"
    >
      <span aria-hidden className={tone === 'done' ? 'text-success-text' : 'text-muted'}>
        {tone === 'done' ? '✓' : '⊘'}
      </span>
      {text}
      <button type="button" className="min-h-6 text-sm text-muted underline" onClick={() => dismiss(id)}>
        Dismiss
      </button>
    </div>
  )
}
