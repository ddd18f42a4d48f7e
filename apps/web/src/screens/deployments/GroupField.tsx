/**
 * Of which deployment group. The server filters by a group of one application: choosing a group chooses its application too. Where
 * there are many applications and none is chosen, it says what to choose first.
 */
import { useQueries } from '@tanstack/react-query'
import { filterLook } from '../../components/filter-look.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { withFacet } from './address.ts'
import { useFacets } from './use-facets.ts'

/** Groups are listed by application: of so many. */
const mostApplications = 8

interface GroupFieldProps {
  /** All that there are. */
  known: readonly string[]
  chosen: readonly string[]
  group: string | undefined
}

export function GroupField({ known, chosen, group }: GroupFieldProps) {
  const { choose, setParams } = useFacets()
  const asked = chosen.length > 0 ? chosen : known
  const applications = asked.length <= mostApplications ? asked : []
  const answers = useQueries({
    queries: applications.map((applicationName) => allPagesOf('listDeploymentGroups', { applicationName })),
  })
  const groupsOf = (at: number, application: string) => [
    ...new Set([
      ...(answers[at]?.data?.deploymentGroups ?? []),
      ...(group !== undefined && chosen[0] === application ? [group] : []),
    ]),
  ]
  const pick = (place: string) => {
    const [application, name] = partsOf(place)
    if (name === undefined) return choose('group', '')
    setParams((before) => withFacet(withFacet(before, 'application', [application]), 'group', name), { replace: true })
  }
  return (
    <select
      aria-label="Deployment group"
      value={group === undefined ? '' : placeOf(chosen[0] ?? '', group)}
      onChange={(event) => pick(event.target.value)}
      className={`${filterLook} pr-7`}
    >
      <option value="">All groups</option>
      {applications.length < asked.length && <option disabled>Choose an application first</option>}
      {applications.map((application, at) => (
        <optgroup key={application} label={application}>
          {groupsOf(at, application).map((name) => (
            <option key={name} value={placeOf(application, name)}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** No name holds a slash. */
const placeOf = (application: string, group: string): string => `${application}/${group}`

function partsOf(place: string): [string, string | undefined] {
  const [application = '', group] = place.split('/')
  return [application, group]
}
