/** Upload a bundle: choose or drop a file; it is looked into before it is kept. */
import type { BundleType } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { toast } from '../../ui/Toast.tsx'
import { Complaints } from './Complaints.tsx'
import { bundleTypeOf, useUpload } from './upload.ts'

export function UploadDialog({ application, onClose }: { application: string; onClose: () => void }) {
  const [file, setFile] = useState<File>()
  const [chosenType, setChosenType] = useState<BundleType>()
  const [description, setDescription] = useState('')
  const { upload, uploading, error, clear } = useUpload(application)
  const bundleType = chosenType ?? (file === undefined ? undefined : bundleTypeOf(file.name))

  const choose = (next: File | undefined) => {
    clear()
    setFile(next)
    setChosenType(undefined)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (file === undefined || bundleType === undefined || uploading !== undefined) return
    if (await upload(file, bundleType, description)) {
      toast(`${file.name} is a revision of ${application} now`)
      onClose()
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={`Upload a revision of ${application}`}
      description="A zip, tar or tar.gz with an appspec.yml at its root. It is checked before it is kept."
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <DropField file={file} onChoose={choose} />
        {file !== undefined && bundleTypeOf(file.name) === undefined && (
          <Select
            label="File type"
            value={bundleType ?? ''}
            hint="The name does not say what it is."
            onChange={(event) => setChosenType(event.target.value as BundleType)}
          >
            <option value="" disabled>
              Choose a type
            </option>
            <option>zip</option>
            <option>tar</option>
            <option>tgz</option>
          </Select>
        )}
        <Input
          label="Description"
          hint="Optional."
          maxLength={256}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        {error !== undefined && (
          <div>
            <ErrorRegion what={`${file?.name ?? 'The bundle'} was refused`} error={error} />
            <Complaints details={error.details} />
          </div>
        )}
        {uploading !== undefined && <Progress value={uploading.progress} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={uploading !== undefined} disabledReason={whyNot(file, bundleType)}>
            Upload
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function whyNot(file: File | undefined, bundleType: BundleType | undefined): string | undefined {
  if (file === undefined) return 'Choose a file first.'
  return bundleType === undefined ? 'Choose the file type first.' : undefined
}

function DropField({ file, onChoose }: { file: File | undefined; onChoose: (file: File | undefined) => void }) {
  const [over, setOver] = useState(false)
  return (
    <label
      className={`relative flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-8 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-control'}`}
    >
      <span className="font-semibold">{file === undefined ? 'Choose a bundle, or drop it here' : file.name}</span>
      <span className="text-sm text-muted">
        {file === undefined ? '.zip, .tar, .tgz, .tar.gz' : `${sizeText(file.size)} · choose another`}
      </span>
      <input
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        accept=".zip,.tar,.tgz,.gz"
        onChange={(event) => onChoose(event.target.files?.[0])}
      />
    </label>
  )
}

function Progress({ value }: { value: number }) {
  const percent = Math.round(value * 100)
  return (
    <div>
      <p role="status" className="text-sm text-muted">
        {percent < 100 ? `Sending: ${percent} %` : 'Sent. Looking into the bundle…'}
      </p>
      <progress aria-label="Upload" className="h-2 w-full accent-accent" max={100} value={percent} />
    </div>
  )
}

/** 812 B, 1.2 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}
