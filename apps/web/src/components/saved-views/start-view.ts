/** The view that this browser opens a list with for this person. It is set once, when the screen comes up without a filter: clearing stays cleared. */
import type { SavedView } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { keep, keptOf } from '../../session/kept-here.ts'
import { usePerson } from '../../session/session.ts'

type Screen = SavedView['screen']

export interface StartView {
  search: string | undefined
  choose: (search: string | undefined) => void
}

export function useStartView(screen: Screen, open: (search: string) => void): StartView {
  const person = usePerson()
  const [search, setSearch] = useState(() => startOf(person, screen))
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
      keep(person, placeOf(screen), next)
      setSearch(next)
    },
  }
}

const placeOf = (screen: Screen): string => `start.${screen}`

function startOf(person: string, screen: Screen): string | undefined {
  const kept = keptOf(person, placeOf(screen))
  return typeof kept === 'string' ? kept : undefined
}
