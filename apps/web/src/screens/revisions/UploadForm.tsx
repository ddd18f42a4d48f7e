/** Upload bundles: choose or drop files; each is looked into before it is kept. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { toast } from '../../ui/Toast.tsx'
import { UploadRow } from './UploadRow.tsx'
import { useUploads } from './uploads.ts'
import type { Upload } from './uploads.ts'

interface UploadFormProps {
  application: string
  dropped: readonly File[]
  onClose: () => void
}

export function UploadForm({ application, dropped, onClose }: UploadFormProps) {
  const [description, setDescription] = useState('')
  const { uploads, isRunning, start, choose, setType } = useUploads(application, dropped)
  const left = uploads.filter(({ state }) => state.status !== 'registered')
  const [single] = uploads.length === 1 ? uploads : []

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (whyNot(left) !== undefined || isRunning || !(await start(description))) return
    toast(
      `${single?.file.name ?? `${uploads.length} bundles`} ${single ? 'is a revision' : 'are revisions'} of ${application} now`,
    )
    onClose()
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <DropField uploads={uploads} onChoose={choose} />
      {uploads.length > 0 && (
        <ul aria-label="Files" className="flex flex-col gap-3">
          {uploads.map((upload) => (
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
        hint={uploads.length > 1 ? 'Optional. The same for all of them.' : 'Optional.'}
        maxLength={256}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{left.length < uploads.length ? 'Close' : 'Cancel'}</Button>
        <Button type="submit" look="primary" busy={isRunning} disabledReason={whyNot(left)}>
          {left.length > 1 ? `Upload ${left.length} bundles` : 'Upload'}
        </Button>
      </div>
    </form>
  )
}

function whyNot(left: readonly Upload[]): string | undefined {
  if (left.length === 0) return 'Choose a file first.'
  return left.some(({ bundleType }) => bundleType === undefined) ? 'Choose the file type first.' : undefined
}

function DropField({ uploads, onChoose }: { uploads: readonly Upload[]; onChoose: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false)
  return (
    <label
      className={`relative flex flex-col items-center gap-1 rounded-lg border border-dashed px-4 py-6 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-control'}`}
    >
      <span className="font-semibold">
        {uploads.length === 0 ? 'Choose bundles, or drop them here' : 'Choose others'}
      </span>
      <span className="text-sm text-muted">.zip, .tar, .tgz, .tar.gz</span>
      <input
        type="file"
        multiple
        className="absolute inset-0 cursor-pointer opacity-0"
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        accept=".zip,.tar,.tgz,.gz"
        onChange={(event) => onChoose([...(event.target.files ?? [])])}
      />
    </label>
  )
}
