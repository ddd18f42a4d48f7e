/** A section of the settings: an address of its own, which brings it into sight. */
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import type { SettingsSection as SectionName } from '../../paths.ts'

export function SettingsSection({ name, children }: { name: SectionName; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const { hash, key } = useLocation()
  useEffect(() => {
    // The same link may be pressed again, from further down.
    if (hash === `#${name}`) place.current?.scrollIntoView?.()
  }, [hash, name, key])
  return (
    <div id={name} ref={place} className="min-w-0 scroll-mt-16 lg:scroll-mt-4">
      {children}
    </div>
  )
}
