/** How many hosts to try: a slider over round numbers, a step down and up, and a field for any number. */
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field, Input } from '../ui/Field.tsx'

const mostHosts = 10_000
const stops = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000,
  3000, 5000, 7500, 10_000,
]

interface FleetSizeFieldProps {
  value: number
  onChange: (hosts: number) => void
  /** The server's complaint about the number. */
  error?: string | undefined
}

export function FleetSizeField({ value, onChange, error }: FleetSizeFieldProps) {
  const [text, setText] = useState(String(value))
  const choose = (hosts: number) => {
    setText(String(hosts))
    onChange(hosts)
  }
  const type = (typed: string) => {
    setText(typed)
    if (/^\d{1,6}$/.test(typed)) onChange(Number(typed))
  }
  return (
    <div className="flex flex-wrap items-start gap-3">
      <div className="w-32">
        <Input
          label="Hosts"
          inputMode="numeric"
          value={text}
          error={error}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      <div className="flex min-w-52 flex-1 items-end gap-2">
        <Button
          className="mt-5"
          disabledReason={value <= 1 ? 'No fleet is smaller.' : undefined}
          onClick={() => choose(value - 1)}
        >
          −<span className="sr-only"> one host fewer</span>
        </Button>
        <div className="flex-1">
          <Field label="Try another size">
            {(wiring) => (
              <input
                {...wiring}
                type="range"
                min={0}
                max={stops.length - 1}
                value={placeOf(value)}
                aria-valuetext={`${value.toLocaleString('en')} hosts`}
                onChange={(event) => choose(stops[Number(event.target.value)] ?? value)}
                className="h-9 w-full accent-accent max-sm:h-11"
              />
            )}
          </Field>
        </div>
        <Button
          className="mt-5"
          disabledReason={value >= mostHosts ? 'One deployment has no more.' : undefined}
          onClick={() => choose(value + 1)}
        >
          +<span className="sr-only"> one host more</span>
        </Button>
      </div>
    </div>
  )
}

/** The last stop that is not above it. */
const placeOf = (hosts: number): number =>
  Math.max(
    0,
    stops.findLastIndex((stop) => stop <= hosts),
  )
