/** The title of the tab: what is shown, and in front of it how much waits for a human, so that a tab in the background says it. */
import { useEffect } from 'react'
import { createStore, useStore } from '../ui/store.ts'

/** Deployments that wait for an approval that this person may give. */
export const waitingCount = createStore(0)

export function useTitle(title: string): void {
  const waiting = useStore(waitingCount)
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}!) ` : ''}${title} · Sluice`
  }, [title, waiting])
}
