/** Status, application and group, each kept in the URL. */
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { deploymentLooks } from '../../components/status.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { shownStatuses } from './filter.ts'
import type { DeploymentFilter } from './filter.ts'

const field =
  'min-h-8 rounded-md border border-control bg-bg py-1 pl-2.5 pr-7 text-text max-w-full min-w-0 max-sm:min-h-11 max-sm:flex-1'

export function FilterBar({ filter }: { filter: DeploymentFilter }) {
  const [, setParams] = useSearchParams()
  const applications = useQuery(allPagesOf('listApplications', {}))
  const groups = useQuery({
    ...allPagesOf('listDeploymentGroups', { applicationName: filter.application ?? '' }),
    enabled: filter.application !== undefined,
  })
  const choose = (key: string) => (value: string) =>
    setParams(
      (before) => {
        const params = new URLSearchParams(before)
        if (value === '') params.delete(key)
        else params.set(key, value)
        if (key === 'application') params.delete('group')
        return params
      },
      { replace: true },
    )
  const count = Object.values(filter).filter((value) => value !== undefined).length
  return (
    <search aria-label="Filter deployments" className="flex flex-wrap items-center gap-2 px-4 py-3 sm:px-6">
      <Choice label="Status" value={filter.status} onChoose={choose('status')} all="All statuses">
        {shownStatuses.map((status) => (
          <option key={status} value={status}>
            {deploymentLooks[status].word}
          </option>
        ))}
      </Choice>
      <Choice label="Application" value={filter.application} onChoose={choose('application')} all="All applications">
        {options(applications.data?.applications, filter.application)}
      </Choice>
      {filter.application !== undefined && (
        <Choice label="Deployment group" value={filter.group} onChoose={choose('group')} all="All groups">
          {options(groups.data?.deploymentGroups, filter.group)}
        </Choice>
      )}
      {count > 0 && (
        <Button look="quiet" onClick={() => setParams({}, { replace: true })}>
          Clear {count === 1 ? 'filter' : `${count} filters`}
        </Button>
      )}
    </search>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  all: string
  onChoose: (value: string) => void
  children: React.ReactNode
}

function Choice({ label, value, all, onChoose, children }: ChoiceProps) {
  return (
    <select aria-label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value)} className={field}>
      <option value="">{all}</option>
      {children}
    </select>
  )
}

/** The chosen one is always among them, known to the server or not. */
function options(names: readonly string[] | undefined, chosen: string | undefined) {
  const all = new Set([...(names ?? []), ...(chosen === undefined ? [] : [chosen])])
  return [...all].map((name) => <option key={name}>{name}</option>)
}
