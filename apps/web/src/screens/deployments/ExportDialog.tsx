/** All deployments that the filter matches, page by page, into one file. It can be cancelled; nothing is kept half. */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../query/client.ts'
import { Button } from '../../ui/Button.tsx'
import { wallNow } from '../../ui/clock.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { RadioGroup } from '../../ui/Field.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { toast } from '../../ui/Toast.tsx'
import { exportName, exportText } from './export-file.ts'
import type { ExportForm } from './export-file.ts'
import { listInput } from './filter.ts'
import type { DeploymentFilter } from './filter.ts'

const mediaTypes: Record<ExportForm, string> = { csv: 'text/csv', json: 'application/json' }

interface ExportDialogProps {
  filter: DeploymentFilter
  /** What the server cannot tell: whether it waits for the reader. */
  isWanted: (row: DeploymentSummary) => boolean
  onClose: () => void
}

export function ExportDialog({ filter, isWanted, onClose }: ExportDialogProps) {
  const [form, setForm] = useState<ExportForm>('csv')
  const { found, error, isRunning, run } = useExport(filter)
  const start = async () => {
    const rows = (await run())?.filter(isWanted)
    if (rows === undefined) return
    const name = exportName(filter, form, wallNow())
    saveFile(name, exportText(rows, form), mediaTypes[form])
    toast(`${rows.length.toLocaleString('en')} deployments are in ${name}.`)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Export these deployments?"
      description="Everything that the filters match, also what is not loaded yet, newest first."
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          label="As"
          value={form}
          options={[
            { value: 'csv', label: 'CSV', hint: 'one line a deployment, for tables' },
            { value: 'json', label: 'JSON', hint: 'everything that is known of each' },
          ]}
          onChange={setForm}
        />
        {error !== undefined && (
          <ErrorRegion what="The export was not finished" error={error} stillWorks="No file was written." />
        )}
        <p role="status">{isRunning && `${found.toLocaleString('en')} deployments so far…`}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={isRunning} onClick={() => void start()}>
            Export as {form.toUpperCase()}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Closing the dialog ends it. */
function useExport(filter: DeploymentFilter) {
  const [found, setFound] = useState(0)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<Error | undefined>(undefined)
  const cancel = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => cancel.current?.abort(), [])
  const run = async (): Promise<DeploymentSummary[] | undefined> => {
    const { signal } = (cancel.current = new AbortController())
    setRunning(true)
    setError(undefined)
    try {
      return await allRows(filter, signal, setFound)
    } catch (thrown) {
      if (!signal.aborted) setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
      return undefined
    } finally {
      if (!signal.aborted) setRunning(false)
    }
  }
  return { found, error, isRunning, run }
}

async function allRows(
  filter: DeploymentFilter,
  signal: AbortSignal,
  onProgress: (found: number) => void,
): Promise<DeploymentSummary[]> {
  const rows: DeploymentSummary[] = []
  let nextToken: string | undefined
  do {
    const input = { ...listInput(filter), ...(nextToken === undefined ? {} : { nextToken }) }
    const page = await api.call('listDeployments', input, { signal })
    rows.push(...page.deploymentsInfo)
    onProgress(rows.length)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return rows
}
