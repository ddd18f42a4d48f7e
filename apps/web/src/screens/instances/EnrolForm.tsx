/** What a host that comes is called, the tags it will have, and the groups that will select it by them. */
import type { Input as InputOf } from '@sluice/api/contracts'
import type { InstanceRow } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useComplaints } from '../../query/complaints.ts'
import { fieldError } from '../../query/op.ts'
import type { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { GroupsOfTags, useGroupsOfTags } from './GroupsOfTags.tsx'
import { problemOf, rowsOf, tagsOf } from './tag-draft.ts'
import { TagFields } from './TagFields.tsx'

interface EnrolFormProps {
  create: ReturnType<typeof useOperation<'createEnrolmentToken'>>
  rows: readonly InstanceRow[]
  again: InstanceRow | undefined
  onClose: () => void
}

export function EnrolForm({ create, rows: hosts, again, onClose }: EnrolFormProps) {
  const [typed, setName] = useState(again?.instanceName ?? '')
  const name = typed.trim()
  const [rows, setRows] = useState(() => rowsOf(again?.tags ?? []))
  const [address, setAddress] = useState('')
  const complaints = useComplaints(create.error, { shown: ['instanceName', 'tags', 'address'] })
  const tags = tagsOf(rows)
  const hasProblem = rows.some((row) => problemOf(row, rows) !== undefined)
  const former = hosts.find((host) => host.instanceName === name && host.deregisterTime !== undefined)
  const changeTags = (next: typeof rows) => {
    complaints.touch('tags')
    setRows(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (create.isPending || hasProblem) return
    complaints.renew()
    create.mutate({ tags, ...(name !== '' && { instanceName: name }), ...(address !== '' && { address }) })
  }
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <Input
        label="Name"
        hint="How the host is called here; it cannot start with i-. Left empty, the host’s own name is used."
        value={typed}
        autoComplete="off"
        error={fieldError(complaints.fields, 'instanceName')}
        onChange={(event) => {
          complaints.touch('instanceName')
          setName(event.target.value)
        }}
      />
      {former !== undefined && former.tags.length > 0 && tags.length === 0 && (
        <p className="text-sm">
          {name} was here before. <Button onClick={() => setRows(rowsOf(former.tags))}>Use the tags that it had</Button>
        </p>
      )}
      <TagFields rows={rows} onChange={changeTags} error={fieldError(complaints.fields, 'tags')} />
      {tags.length > 0 && !hasProblem && (
        <GroupsOfNewHost change={{ newInstanceName: name === '' ? 'new-host' : name, tagsToAdd: tags }} />
      )}
      <details className="text-sm">
        <summary className="cursor-pointer text-muted hover:text-text">Where load balancers reach it</summary>
        <div className="mt-2">
          <Input
            label="Address"
            placeholder="10.0.4.7"
            hint="Left empty, the address from which it enrols. Needed behind network address translation."
            value={address}
            autoComplete="off"
            error={fieldError(complaints.fields, 'address')}
            onChange={(event) => {
              complaints.touch('address')
              setAddress(event.target.value)
            }}
          />
        </div>
      </details>
      {complaints.rest !== null && <ErrorRegion what="No command could be made" error={complaints.rest} />}
      <div className="flex flex-wrap justify-end gap-2">
        <FieldsInError className="mr-auto" />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={create.isPending}>
          Make the command
        </Button>
      </div>
    </Form>
  )
}

function GroupsOfNewHost({ change }: { change: InputOf<'previewInstanceTags'> }) {
  return <GroupsOfTags preview={useGroupsOfTags(change)} />
}
