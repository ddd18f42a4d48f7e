/** How this browser shows times, and in which colours. */
import { shortTime, zoneLabel } from '../../ui/time-format.ts'
import { useNow } from '../../ui/clock.ts'
import { Card } from '../../ui/Card.tsx'
import { RadioGroup, Select } from '../../ui/Field.tsx'
import { useStore } from '../../ui/store.ts'
import { chooseHours, chooseZone, isZone, useTimeChoice, zoneNames } from '../../ui/zones.ts'
import { chooseTheme, themeChoice } from '../../theme/theme.ts'

export function TimeCard() {
  const { zone, hours } = useTimeChoice()
  const theme = useStore(themeChoice)
  const now = useNow()
  return (
    <Card title="Time and colours" aside="Of this browser">
      <div className="grid max-w-md gap-4">
        <Select
          label="Time zone"
          hint={`It is ${shortTime(now, zone)} ${zoneLabel(now, zone)}. The clock in the top bar switches to UTC and back.`}
          value={zone}
          onChange={({ target }) => isZone(target.value) && chooseZone(target.value)}
        >
          <option value="local">Local: of this computer</option>
          <option value="UTC">UTC</option>
          {zoneNames().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <RadioGroup
          label="Clock"
          value={hours}
          onChange={chooseHours}
          options={[
            { value: '24', label: '24 hours', hint: '14:02' },
            { value: '12', label: '12 hours', hint: '2:02 pm' },
          ]}
        />
        <RadioGroup
          label="Theme"
          value={theme}
          onChange={chooseTheme}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </div>
    </Card>
  )
}
