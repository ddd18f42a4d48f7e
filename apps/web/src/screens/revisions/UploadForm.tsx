/** Upload bundles: choose or drop files; each is looked into before it is kept. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldError } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { UploadRow } from './UploadRow.tsx'
import type { Upload, Uploads } from './uploads.ts'

interface UploadFormProps {
  application: string
  uploads: Uploads
  onClose: () => void
}

export function UploadForm({ application, uploads, onClose }: UploadFormProps) {
  const [description, setDescription] = useState('')
  const { list, isRunning, start, choose, setType } = uploads
  const left = list.filter(({ state }) => state.status !== 'registered')
  const [single] = list.length === 1 ? list : []

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (whyNot(left) !== undefined || isRunning || !(await start(description))) return
    toast(
      `${single?.file.name ?? `${list.length} bundles`} ${single ? 'is a revision' : 'are revisions'} of ${application} now`,
    )
    onClose()
  }

  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ChooseFiles none={list.length === 0} onChoose={choose} />
      {list.length > 0 && (
        <ul aria-label="Files" className="flex flex-col gap-3">
          {list.map((upload) => (
            <UploadRow
              key={upload.file.name}
              upload={upload}
              complaintsLabel={single === undefined ? `Complaints about ${upload.file.name}` : 'Complaints'}
              onType={(type) => setType(upload.file, type)}
            />
          ))}
        </ul>
      )}
      <Input
        label="Description"
        hint={list.length > 1 ? 'Optional. The same for all of them.' : 'Optional.'}
        error={refusedDescription(list)}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <FieldsInError className="mr-auto" />
        <Button onClick={onClose}>{left.length < list.length ? 'Close' : 'Cancel'}</Button>
        <Button type="submit" look="primary" busy={isRunning} disabledReason={whyNot(left)}>
          {left.length > 1 ? `Upload ${left.length} bundles` : 'Upload'}
        </Button>
      </div>
    </Form>
  )
}

function whyNot(left: readonly Upload[]): string | undefined {
  if (left.length === 0) return 'Choose a file first.'
  return left.some(({ bundleType }) => bundleType === undefined) ? 'Choose the file type first.' : undefined
}

/** It is the same for all: what the first refused one was told of it. */
const refusedDescription = (list: readonly Upload[]): string | undefined =>
  list
    .map(({ state }) => (state.status === 'refused' ? fieldError(state.error, 'description') : undefined))
    .find((words) => words !== undefined)

/** What is dropped here, or beside it, the page takes. */
function ChooseFiles({ none, onChoose }: { none: boolean; onChoose: (files: readonly File[]) => void }) {
  return (
    <label className="relative flex flex-col items-center gap-1 rounded-lg border border-dashed border-control px-4 py-6 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
      <span className="font-semibold">{none ? 'Choose bundles, or drop them here' : 'Choose others'}</span>
      <span className="text-sm text-muted">.zip, .tar, .tgz, .tar.gz</span>
      <input
        type="file"
        multiple
        className="absolute inset-0 cursor-pointer opacity-0"
        accept=".zip,.tar,.tgz,.gz"
        onChange={(event) => onChoose([...(event.target.files ?? [])])}
      />
    </label>
  )
}
