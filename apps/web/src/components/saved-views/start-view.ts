/** The view that this browser opens a list with. It is set once, when the screen comes up without a filter: clearing stays cleared. */
import type { SavedView } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'

type Screen = SavedView['screen']

export interface StartView {
  search: string | undefined
  choose: (search: string | undefined) => void
}

const storageKey = (screen: Screen): string => `sluice.${screen}.start`

export function useStartView(screen: Screen, open: (search: string) => void): StartView {
  const [search, setSearch] = useState(() => readStart(screen))
  const [params] = useSearchParams()
  const isNew = useRef(true)
  const isBare = params.size === 0
  useEffect(() => {
    if (isNew.current && isBare && search !== undefined && search !== '') open(search)
    isNew.current = false
  }, [isBare, search, open])
  return {
    search,
    choose(next) {
      keepStart(screen, next)
      setSearch(next)
    },
  }
}

function readStart(screen: Screen): string | undefined {
  try {
    return localStorage.getItem(storageKey(screen)) ?? undefined
  } catch {
    return undefined
  }
}

function keepStart(screen: Screen, search: string | undefined): void {
  try {
    if (search === undefined) localStorage.removeItem(storageKey(screen))
    else localStorage.setItem(storageKey(screen), search)
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
}
