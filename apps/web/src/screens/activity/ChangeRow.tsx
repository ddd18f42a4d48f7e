/** A change of the set-up: what it was done to, with a link while that is there, who did what, and when. */
import type { SetUpChange } from '@sluice/api/contracts'
import { assertNever } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Pill } from '../../ui/Pill.tsx'
import { TimedText } from './TimedText.tsx'

export function ChangeRow({ change: { name, about, at, text } }: { change: SetUpChange }) {
  const to = about && pathOf(about)
  const title = name.slice(0, 1).toUpperCase() + name.slice(1)
  return (
    <li className="px-3.5 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 [overflow-wrap:anywhere]">
        {to === undefined ? (
          <span className="font-semibold">{title}</span>
        ) : (
          <Link to={to} className="link inline-flex min-h-6 items-center font-semibold max-sm:min-h-11">
            {title}
          </Link>
        )}
        <Pill>Set-up</Pill>
      </p>
      <ul className="mt-0.5">
        <TimedText at={at} text={text} />
      </ul>
    </li>
  )
}

type About = NonNullable<SetUpChange['about']>

function pathOf({ kind, name, applicationName = '' }: About): string | undefined {
  switch (kind) {
    case 'application':
      return paths.application(name)
    case 'deploymentGroup':
      return paths.group(applicationName, name)
    case 'deploymentConfig':
      return paths.configuration(name)
    case 'instance':
      return paths.instance(name)
    case 'loadBalancer':
    case 'targetGroup':
      return paths.loadBalancer(name)
    case 'user':
      return paths.settings('people')
    case 'accessToken':
      return paths.settings('tokens')
    case 'scalingGroup':
      return undefined
    default:
      return assertNever(kind, 'place of a change')
  }
}
