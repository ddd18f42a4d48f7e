/** Says that the fleet shows only the hosts of one failure group, and takes that away. Comes into view: the fleet stands below the groups. */
import { useEffect, useRef } from 'react'
import { useViewParams } from '../view-params.ts'
import { whatFailed } from './failure-words.ts'
import type { FailingPlaces } from './use-failing-places.ts'

export function FailureFilter({ only }: { only: FailingPlaces }) {
  const { set } = useViewParams()
  const { group } = only
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [group?.key])
  return (
    <p ref={place} className="flex flex-wrap items-center gap-x-2 px-3.5 pt-2 text-xs">
      <span>
        {group === undefined
          ? 'The failure group of this link is not here any more.'
          : `Only the ${group.count === 1 ? 'host' : `${group.count.toLocaleString('en')} hosts`} where ${whatFailed(group)}: “${group.message}”.`}
      </span>
      <button type="button" className="link min-h-6" onClick={() => set('failure', undefined)}>
        Show all hosts
      </button>
    </p>
  )
}
