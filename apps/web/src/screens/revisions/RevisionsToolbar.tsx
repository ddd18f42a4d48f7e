/** What of the list is shown: by what became of a revision, and by words of its name, key or description. */
import type { RestedWords } from '../../components/use-rested-words.ts'
import { Input, Select } from '../../ui/Field.tsx'
import { shows } from './order.ts'
import type { Show, useListOrder } from './order.ts'

interface RevisionsToolbarProps {
  view: ReturnType<typeof useListOrder>
  words: RestedWords
  /** How many there are to find in. */
  loaded: number
  /** There are more than were loaded. */
  isCut: boolean
  mayAdd: boolean
}

export function RevisionsToolbar({ view, words, loaded, isCut, mayAdd }: RevisionsToolbarProps) {
  return (
    <div className="flex flex-wrap items-start gap-3 px-3 py-2">
      <div className="w-full max-w-sm">
        <Input
          label={`Find in ${loaded.toLocaleString('en')} ${loaded === 1 ? 'revision' : 'revisions'}`}
          type="search"
          placeholder="Name, key or description"
          hint={isCut ? 'Only so many were loaded; there are more.' : undefined}
          value={words.typed}
          onChange={(event) => words.type(event.target.value)}
          onBlur={words.now}
        />
      </div>
      <Select label="Show" value={view.order.show} onChange={(event) => view.show(event.target.value as Show)}>
        {Object.entries(shows).map(([show, word]) => (
          <option key={show} value={show}>
            {word}
          </option>
        ))}
      </Select>
      {mayAdd && (
        <p className="self-end py-2 text-sm text-muted max-lg:hidden">
          Drop bundles anywhere on this page to upload them.
        </p>
      )}
    </div>
  )
}
