/** Enrol a host: a one-time command to paste there; the host appears by itself when it has done so. */
import type { InstanceRow } from '@sluice/model'
import { useState } from 'react'
import { useOperation } from '../../query/op.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EnrolCommand } from './EnrolCommand.tsx'
import { EnrolForm } from './EnrolForm.tsx'

interface EnrolDialogProps {
  /** All that are known when it is opened: whoever is not among them has come. */
  rows: readonly InstanceRow[]
  /** One that was here before: its name and its tags are offered. */
  again?: InstanceRow
  onClose: () => void
}

export function EnrolDialog({ rows, again, onClose }: EnrolDialogProps) {
  const create = useOperation('createEnrolmentToken')
  const [registered] = useState(() => rows.filter((row) => row.deregisterTime === undefined))
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={again === undefined ? 'Enrol a host' : `Register ${again.instanceName} again?`}
      description="The agent needs Node 20.19 or newer there and connects out to this server; nothing connects in."
    >
      {create.data === undefined ? (
        <EnrolForm create={create} rows={rows} again={again} onClose={onClose} />
      ) : (
        <EnrolCommand
          made={create.data}
          instanceName={create.variables?.instanceName}
          before={registered.map((row) => row.instanceName)}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}
