/** Above the list: how many are loaded, columns, density, export. */
import type { DeploymentSummary } from '@sluice/model'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import type { DeploymentFilter } from './filter.ts'
import { allColumns, chooseLook, columnWords } from './list-look.ts'
import type { ListLook } from './list-look.ts'
import type { Order } from './order.ts'

interface ListToolsProps {
  look: ListLook
  filter: DeploymentFilter
  isWanted: (row: DeploymentSummary) => boolean
  rows: readonly DeploymentSummary[]
  /** The history holds more than what is loaded. */
  hasMore: boolean
  order: Order
}

export function ListTools({ look, filter, isWanted, rows, hasMore, order }: ListToolsProps) {
  const [isExporting, setExporting] = useState(false)
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-2 sm:px-6">
      <p className="mr-auto text-muted">
        {countText(rows.length, hasMore)}
        {order !== 'newest' && hasMore && ` · ${orderWords[order]} of those loaded`}
      </p>
      {/* On a phone a row is a card: it has no columns. */}
      <div className="max-sm:hidden">
        <ChoiceMenu
          label="Columns"
          options={allColumns.map((column) => ({ value: column, word: columnWords[column] }))}
          chosen={look.columns}
          onChange={(columns) => chooseLook({ columns })}
        />
      </div>
      <Button
        aria-pressed={look.density === 'compact'}
        onClick={() => chooseLook({ density: look.density === 'compact' ? 'cosy' : 'compact' })}
        className="font-normal max-sm:hidden"
      >
        Compact rows
      </Button>
      <Button onClick={() => setExporting(true)} className="font-normal">
        Export…
      </Button>
      {isExporting && <ExportDialog filter={filter} isWanted={isWanted} onClose={() => setExporting(false)} />}
    </div>
  )
}

const orderWords: Record<Exclude<Order, 'newest'>, string> = {
  oldest: 'oldest first',
  longest: 'longest first',
  shortest: 'shortest first',
}

/** A count is exact only when everything is loaded. */
export function countText(loaded: number, hasMore: boolean): string {
  if (hasMore) return `${loaded.toLocaleString('en')}+ deployments`
  return loaded === 1 ? '1 deployment' : `${loaded.toLocaleString('en')} deployments`
}
