/** The zone editor: which tag is a host's zone, how long it bakes between two zones, and what stays healthy in each. */
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Checkbox, Input, Select } from '../../ui/Field.tsx'
import { durationText } from '../../ui/time-format.ts'
import type { ZoneDraft } from './zone-draft.ts'

/** Its fields in the request, for what the server says of them. */
export const zoneFields = [
  'zonalConfig.zoneTag',
  'zonalConfig.monitorDurationInSeconds',
  'zonalConfig.firstZoneMonitorDurationInSeconds',
  'zonalConfig.minimumHealthyHostsPerZone.value',
] as const

interface ZoneFieldsProps {
  draft: ZoneDraft
  onChange: (draft: ZoneDraft) => void
  errorOf: (field: (typeof zoneFields)[number]) => string | undefined
}

export function ZoneFields({ draft, onChange, errorOf }: ZoneFieldsProps) {
  const set = (change: Partial<ZoneDraft>) => onChange({ ...draft, ...change })
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-xs font-semibold">Zones</legend>
      <Checkbox
        label="One zone after the other"
        hint={
          <>
            In place only. A zone is the hosts with the same value of a tag; those without it come last.{' '}
            <Link className="link" to={paths.help('zones')} target="_blank">
              What zones and bakes do
            </Link>
          </>
        }
        checked={draft.isOn}
        onChange={(event) => set({ isOn: event.target.checked })}
      />
      {draft.isOn && (
        <>
          <Input
            label="Tag that names the zone"
            autoComplete="off"
            value={draft.zoneTag}
            error={errorOf('zonalConfig.zoneTag')}
            onChange={(event) => set({ zoneTag: event.target.value })}
          />
          <Input
            label="Seconds to bake between two zones"
            inputMode="numeric"
            hint={inClockWords(draft.bakeSeconds, 'Empty: the next zone starts at once.')}
            value={draft.bakeSeconds}
            error={errorOf('zonalConfig.monitorDurationInSeconds')}
            onChange={(event) => set({ bakeSeconds: event.target.value })}
          />
          <Input
            label="Seconds to bake after the first zone"
            inputMode="numeric"
            hint={inClockWords(draft.firstBakeSeconds, 'Empty: as long as after the others.')}
            value={draft.firstBakeSeconds}
            error={errorOf('zonalConfig.firstZoneMonitorDurationInSeconds')}
            onChange={(event) => set({ firstBakeSeconds: event.target.value })}
          />
          <Input
            label="Stays healthy in each zone"
            inputMode="numeric"
            value={draft.minimum}
            error={errorOf('zonalConfig.minimumHealthyHostsPerZone.value')}
            onChange={(event) => set({ minimum: event.target.value })}
          />
          <Select
            label="Counted in"
            value={draft.minimumType}
            onChange={(event) =>
              set({ minimumType: event.target.value === 'HOST_COUNT' ? 'HOST_COUNT' : 'FLEET_PERCENT' })
            }
          >
            <option value="FLEET_PERCENT">percent of the zone</option>
            <option value="HOST_COUNT">hosts of the zone</option>
          </Select>
        </>
      )}
    </fieldset>
  )
}

function inClockWords(text: string, empty: string): string {
  if (text.trim() === '') return empty
  const seconds = Number(text)
  return Number.isFinite(seconds) && seconds >= 0 ? `That is ${durationText(seconds * 1000)}.` : 'A number of seconds.'
}
