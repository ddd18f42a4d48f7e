/** What of the log is shown: host, event, output, how bad it seems. In the URL, like everything one may want to pass on. */
import { severityWords, type LogSeverity } from '@sluice/model'
import { Tip } from '../../../ui/Tip.tsx'
import { choiceClass, pressClass } from './log-filters-style.ts'
import type { useLogParams } from './log-params.ts'

type Params = ReturnType<typeof useLogParams>

interface LogFiltersProps {
  hosts: readonly string[]
  events: readonly string[]
  params: Params
}

/** A list of more hosts than this is no help; the map and the table lead to one host's log. */
const mostChoices = 500

export function LogFilters({ hosts, events, params }: LogFiltersProps) {
  const names = hosts.length <= mostChoices ? hosts : hosts.filter((name) => name === params.host)
  return (
    <>
      <Choice
        name="Host"
        all="all hosts"
        options={names}
        value={params.host}
        onChange={(name) => params.set('host', name)}
      />
      <Choice
        name="Lifecycle event"
        all="all events"
        options={events}
        value={params.event}
        onChange={(name) => params.set('event', name)}
      />
    </>
  )
}

/** Also where one host alone is looked at. */
export function LineFilters({ params }: { params: Params }) {
  return (
    <>
      <Choice
        name="Output"
        all="all output"
        options={['stdout', 'stderr', 'agent']}
        value={params.stream}
        onChange={(stream) => params.set('stream', stream)}
      />
      <SeverityChip severity="error" name="Errors" params={params} />
      <SeverityChip severity="warning" name="Warnings" params={params} />
    </>
  )
}

function SeverityChip({ severity, name, params }: { severity: LogSeverity; name: string; params: Params }) {
  const chosen = params.severities ?? []
  const isOn = chosen.includes(severity)
  const after = isOn ? chosen.filter((one) => one !== severity) : [...chosen, severity]
  return (
    <Tip text={severityWords}>
      <button
        type="button"
        aria-pressed={isOn}
        onClick={() => params.set('severity', after.join(','))}
        className={pressClass(isOn)}
      >
        {name}
      </button>
    </Tip>
  )
}

interface ChoiceProps {
  name: string
  all: string
  options: readonly string[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function Choice({ name, all, options, value, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={name}
      className={choiceClass}
      value={value ?? ''}
      onChange={(change) => onChange(change.target.value || undefined)}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}
