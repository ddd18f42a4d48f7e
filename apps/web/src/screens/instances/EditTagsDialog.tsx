/** The tags of a host: what they become, which groups it joins and leaves by that, and that nothing is deployed. */
import type { Tag } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { GroupsOfTags, joinsAny, useGroupsOfTags } from './GroupsOfTags.tsx'
import { NowIn } from './NowIn.tsx'
import { changeOf, problemOf, rowsOf } from './tag-draft.ts'
import { TagFields } from './TagFields.tsx'

interface EditTagsDialogProps {
  instanceName: string
  tags: readonly Tag[]
  onClose: () => void
}

export function EditTagsDialog({ instanceName, tags, onClose }: EditTagsDialogProps) {
  const [isSaved, setSaved] = useState(false)
  const onSaved = (joinsGroups: boolean) => {
    toast(`The tags of ${instanceName} were changed`)
    if (joinsGroups) setSaved(true)
    else onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={isSaved ? `The tags of ${instanceName} were changed` : `Change the tags of ${instanceName}?`}
      description="Groups select hosts by their tags, from the next deployment on."
    >
      {isSaved ? (
        <div className="flex flex-col gap-4">
          <NowIn instanceName={instanceName} />
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <TagsForm instanceName={instanceName} tags={tags} onClose={onClose} onSaved={onSaved} />
      )}
    </Dialog>
  )
}

interface TagsFormProps extends EditTagsDialogProps {
  /** `joinsGroups`: whether groups select the host now that did not before. */
  onSaved: (joinsGroups: boolean) => void
}

function TagsForm({ instanceName, tags, onClose, onSaved }: TagsFormProps) {
  /** As they were when it was opened: what others change meanwhile is not undone. */
  const [before] = useState(tags)
  const [rows, setRows] = useState(() => rowsOf(tags))
  const save = useSave(instanceName)
  const change = changeOf(before, rows)
  const preview = useGroupsOfTags({ instanceNames: [instanceName], ...change })
  const isChanged = change.tagsToAdd.length + change.tagsToRemove.length > 0
  const hasProblem = rows.some((row) => problemOf(row, rows) !== undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (save.busy || hasProblem || !isChanged) return
    if (await save.save(change)) onSaved(joinsAny(preview))
  }
  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <TagFields rows={rows} onChange={setRows} />
      {!hasProblem && <GroupsOfTags preview={preview} />}
      {save.error !== null && <ErrorRegion what="The tags were not changed" error={save.error} />}
      <Commands instanceName={instanceName} {...change} />
      <div className="flex flex-wrap justify-end gap-2">
        <FieldsInError className="mr-auto" />
        <Button onClick={onClose}>Keep them</Button>
        <Button
          type="submit"
          look="primary"
          busy={save.busy}
          disabledReason={isChanged ? undefined : 'Nothing was changed yet.'}
        >
          Save tags
        </Button>
      </div>
    </Form>
  )
}

/** One change, whatever it holds: the host has all of it or nothing, also when the answer never comes. */
function useSave(instanceName: string) {
  const remove = useOperation('removeTagsFromOnPremisesInstances')
  const add = useOperation('addTagsToOnPremisesInstances')
  const instanceNames = [instanceName]
  const save = async ({ tagsToAdd, tagsToRemove }: ReturnType<typeof changeOf>): Promise<boolean> => {
    for (const earlier of [remove, add]) earlier.reset()
    try {
      if (tagsToAdd.length === 0) await remove.mutateAsync({ tags: tagsToRemove, instanceNames })
      else await add.mutateAsync({ tags: tagsToAdd, instanceNames, ...(tagsToRemove.length > 0 && { tagsToRemove }) })
      return true
    } catch {
      // Shown by the error of whichever was refused.
      return false
    }
  }
  return { save, busy: remove.isPending || add.isPending, error: remove.error ?? add.error }
}

interface CommandsProps extends ReturnType<typeof changeOf> {
  instanceName: string
}

function Commands({ instanceName, tagsToAdd, tagsToRemove }: CommandsProps) {
  const instanceNames = [instanceName]
  return (
    <>
      {tagsToRemove.length > 0 && (
        <CopyCommand operation="removeTagsFromOnPremisesInstances" input={{ tags: tagsToRemove, instanceNames }} />
      )}
      {tagsToAdd.length > 0 && (
        <CopyCommand operation="addTagsToOnPremisesInstances" input={{ tags: tagsToAdd, instanceNames }} />
      )}
    </>
  )
}
