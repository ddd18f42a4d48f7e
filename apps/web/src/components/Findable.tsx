/** A list with a field to find in it, once it is too long to look through; of very long ones the first rows, and more on asking. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Input } from '../ui/Field.tsx'

const findFromRows = 100
const drawnAtOnce = 200

interface FindableProps<Row> {
  /** "revisions" */
  what: string
  rows: readonly Row[]
  /** What the words that somebody types may be in. */
  textOf: (row: Row) => string
  /** There are more than these rows; the rest was not loaded. */
  isCut?: boolean
  /** Above how many rows there is something to find in. */
  findFrom?: number
  children: (rows: readonly Row[]) => ReactNode
}

export function Findable<Row>({
  what,
  rows,
  textOf,
  isCut = false,
  findFrom = findFromRows,
  children,
}: FindableProps<Row>) {
  const [find, setFind] = useState('')
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const wanted = find.trim().toLowerCase()
  const found = wanted === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted))
  const seek = (words: string) => {
    setFind(words)
    setDrawn(drawnAtOnce)
  }
  return (
    <div className="px-1 py-2 sm:px-3">
      {rows.length > findFrom && (
        <div className="max-w-sm px-3 py-2">
          <Input
            label={`Find in ${rows.length.toLocaleString('en')} ${what}`}
            type="search"
            hint={isCut ? 'Only so many were loaded; there are more.' : undefined}
            value={find}
            onChange={(event) => seek(event.target.value)}
          />
        </div>
      )}
      {found.length > 0 && children(found.slice(0, drawn))}
      {found.length === 0 && (
        <div className="px-3 py-6 text-center text-muted">
          None of the {what} matches “{find}”.{' '}
          <Button look="quiet" onClick={() => seek('')}>
            Clear the filter
          </Button>
        </div>
      )}
      {found.length > drawn && (
        <div className="flex justify-center pt-4">
          <Button onClick={() => setDrawn(drawn + drawnAtOnce)}>
            Show more of {found.length.toLocaleString('en')} {what}
          </Button>
        </div>
      )}
    </div>
  )
}
