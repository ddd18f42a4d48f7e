/** A section of the help. Whoever was led to it by the address begins there. */
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { Card } from '../../ui/Card.tsx'
import type { sections } from './sections.ts'

export function SectionCard({ section: { id, title, parts, doIt } }: { section: (typeof sections)[number] }) {
  const place = useRef<HTMLDivElement>(null)
  const isMeant = useLocation().hash === `#${id}`
  useEffect(() => {
    if (!isMeant) return
    place.current?.scrollIntoView?.({ block: 'start' })
    place.current?.focus({ preventScroll: true })
  }, [isMeant])
  return (
    <div id={id} ref={place} tabIndex={-1} className="scroll-mt-4">
      <Card title={title}>
        <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
          {parts.map(([word, meaning]) => (
            <div key={word} className="contents">
              <dt className="font-semibold">{word}</dt>
              <dd className="max-sm:mb-1">{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-sm">
          <Link className="link" to={doIt.to}>
            {doIt.words}
          </Link>
        </p>
      </Card>
    </div>
  )
}
