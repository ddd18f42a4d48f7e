/** Over how many zones the hosts are spread, for trying a configuration that goes zone by zone. */
import { useState } from 'react'
import { Input } from '../ui/Field.tsx'

interface ZoneCountFieldProps {
  value: number
  onChange: (zones: number) => void
  /** The server's complaint about the number. */
  error: string | undefined
}

export function ZoneCountField({ value, onChange, error }: ZoneCountFieldProps) {
  const [text, setText] = useState(String(value))
  const type = (typed: string) => {
    setText(typed)
    if (/^\d{1,4}$/.test(typed)) onChange(Number(typed))
  }
  return (
    <div className="w-60">
      <Input
        label="Zones to try it with"
        inputMode="numeric"
        hint="The hosts are spread evenly over them."
        value={text}
        error={error}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  )
}
