/** A button that opens a list of boxes to tick, for a choice of several among few. It stays open until one is done. */
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export interface Choice<Value extends string> {
  value: Value
  word: ReactNode
}

interface ChoiceMenuProps<Value extends string> {
  /** What is chosen here: "Status". */
  label: string
  options: readonly Choice<Value>[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  /** In the button beside the label, when something is chosen. */
  summary?: string | undefined
  /** What to say when there is nothing to choose from. */
  none?: string
}

export const menuLook = 'z-50 max-h-80 min-w-52 overflow-y-auto rounded-lg border border-line bg-bg p-1.5 shadow-xl'
export const menuRow =
  'flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-left text-text no-underline outline-none data-highlighted:bg-accent-soft max-sm:min-h-11'
export const menuButton =
  'inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-md border bg-bg px-2.5 py-1 text-left max-sm:min-h-11'

export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, options, chosen, onChange, summary, none = 'There is nothing to choose from.' } = props
  const flip = (value: Value, isOn: boolean) =>
    onChange(options.map((option) => option.value).filter((one) => (one === value ? isOn : chosen.includes(one))))
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={cx(menuButton, summary === undefined ? 'border-control' : 'border-accent')}>
        <span className="truncate">
          {label}
          {summary !== undefined && <b className="font-semibold">: {summary}</b>}
        </span>
        <span aria-hidden className="text-muted">
          ▾
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" sideOffset={4} className={menuLook}>
          {options.map(({ value, word }) => (
            <DropdownMenu.CheckboxItem
              key={value}
              checked={chosen.includes(value)}
              onCheckedChange={(isOn) => flip(value, isOn)}
              onSelect={(event) => event.preventDefault()}
              className={menuRow}
            >
              <span
                aria-hidden
                className="grid size-4 shrink-0 place-items-center rounded-sm border border-control text-xs font-bold text-accent"
              >
                {chosen.includes(value) && '✓'}
              </span>
              {word}
            </DropdownMenu.CheckboxItem>
          ))}
          {options.length === 0 && <p className="px-2.5 py-2 text-muted">{none}</p>}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
