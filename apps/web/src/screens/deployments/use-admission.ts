/**
 * When new rows may come in: at once while nobody points at the list or has the focus in it, and the page is at its top;
 * else when the pill or `N` is pressed. So nothing moves under a pointer.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import { useShortcut } from '../../ui/keys.ts'

export function useAdmission() {
  const [admitted, setAdmitted] = useState<ReadonlySet<string>>(new Set())
  const waiting = useRef<readonly DeploymentSummary[]>([])
  const region = useRef<HTMLDivElement>(null)

  const admitAll = () => {
    const ids = waiting.current.map((row) => row.deploymentId)
    if (ids.length > 0) setAdmitted((before) => new Set([...before, ...ids]))
  }

  useEffect(() => {
    if (waiting.current.length > 0 && !isWatched(region.current)) admitAll()
  })

  useShortcut('showNew', admitAll)

  return {
    admitted,
    admitAll,
    offer: (rows: readonly DeploymentSummary[]) => {
      waiting.current = rows
    },
    region: { ref: region },
  }
}

function isWatched(region: HTMLElement | null): boolean {
  if (region === null) return false
  const isScrolled = region.getBoundingClientRect().top < 0
  return isScrolled || region.matches(':hover') || region.contains(document.activeElement)
}
