/** The dialogs of one host, for the list and for its page: change its tags, take it out, enrol it again. */
import type { InstanceRow } from '@sluice/model'
import { assertNever } from '@sluice/model'
import { useCallback, useMemo } from 'react'
import { useMay, whyNot } from '../../session/session.ts'
import { DeregisterDialog } from './DeregisterDialog.tsx'
import { EditTagsDialog } from './EditTagsDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'
import type { HostDeed } from './InstancesTable.tsx'

export interface OpenDeed {
  deed: HostDeed
  row: InstanceRow
}

interface HostDialogProps {
  open: OpenDeed
  /** All that are known, to see who comes. */
  rows: readonly InstanceRow[]
  onClose: () => void
}

export function HostDialog({ open: { deed, row }, rows, onClose }: HostDialogProps) {
  switch (deed) {
    case 'tags':
      return <EditTagsDialog instanceName={row.instanceName} tags={row.tags} onClose={onClose} />
    case 'deregister':
      return <DeregisterDialog instanceName={row.instanceName} onClose={onClose} />
    case 'enrolAgain':
      return <EnrolDialog rows={rows} again={row} onClose={onClose} />
    default:
      return assertNever(deed, 'deed')
  }
}

/** What this person may do with hosts; the same values as long as nothing changed, so that rows are not drawn again. */
export function useHostDeeds(onOpen: (open: OpenDeed) => void) {
  const tags = whyNot(useMay('addTagsToOnPremisesInstances'), useMay('removeTagsFromOnPremisesInstances'))
  const deregister = whyNot(useMay('deregisterOnPremisesInstance'))
  const enrolAgain = whyNot(useMay('createEnrolmentToken'))
  return {
    whyNot: useMemo(() => ({ tags, deregister, enrolAgain }), [tags, deregister, enrolAgain]),
    onDeed: useCallback((deed: HostDeed, row: InstanceRow) => onOpen({ deed, row }), [onOpen]),
  }
}
