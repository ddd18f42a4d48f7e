/** Register a bundle that is stored already: paste where it is, and the fields fill; or fill them by hand. */
import { parseLocationText, revisionLocationOf, type BundleType, type LocationComplaint } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { Complaints } from './Complaints.tsx'

interface Fields {
  bucket: string
  key: string
  version: string
  eTag: string
  bundleType: BundleType | ''
}

const nothing: Fields = { bucket: '', key: '', version: '', eTag: '', bundleType: '' }

export function LocationForm({ application, onClose }: { application: string; onClose: () => void }) {
  const [text, setText] = useState('')
  const [fields, setFields] = useState(nothing)
  const [description, setDescription] = useState('')
  const register = useOperation('registerApplicationRevision')
  const { parts, complaints } = parseLocationText(text, window.location.origin)
  const paste = (written: string) => {
    setText(written)
    const read = parseLocationText(written, window.location.origin).parts
    if (read !== undefined) setFields({ ...nothing, ...read })
  }
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change })
  const input = inputOf(application, fields, description)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (whyNot(fields) !== undefined || register.isPending) return
    const done = await register.mutateAsync(input).catch(() => undefined)
    if (done === undefined) return
    toast(`${fields.key} is a revision of ${application} now`)
    onClose()
  }

  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Input
        label="Location"
        placeholder="s3://releases/shop-1.4.zip?versionId=…&etag=…"
        hint="Paste it, and the fields below fill. An s3:// location, an address of the object, or bucket/key."
        value={text}
        error={text.trim() === '' || parts !== undefined ? undefined : complaintText(complaints)}
        onChange={(event) => paste(event.target.value)}
      />
      {text.trim() !== '' && <Located text={text.trim()} complaints={complaints} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Input label="Bucket" value={fields.bucket} onChange={(event) => set({ bucket: event.target.value })} />
        <Input label="Key" value={fields.key} onChange={(event) => set({ key: event.target.value })} />
        <Input
          label="Version"
          hint="Optional. Without it, the newest."
          value={fields.version}
          onChange={(event) => set({ version: event.target.value })}
        />
        <Input
          label="ETag"
          hint="Optional. With it, only these very bytes."
          value={fields.eTag}
          onChange={(event) => set({ eTag: event.target.value })}
        />
        <Select
          label="File type"
          value={fields.bundleType}
          onChange={(event) => set({ bundleType: event.target.value as BundleType })}
        >
          <option value="" disabled>
            Choose a type
          </option>
          <option>zip</option>
          <option>tar</option>
          <option>tgz</option>
          {(fields.bundleType === 'YAML' || fields.bundleType === 'JSON') && <option>{fields.bundleType}</option>}
        </Select>
        <Input
          label="Description"
          hint="Optional."
          error={fieldError(register.error, 'description')}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </div>
      {register.error !== null && (
        <div>
          <ErrorRegion what="The revision was not registered" error={register.error} />
          <Complaints details={register.error.details} />
        </div>
      )}
      <CopyCommand operation="registerApplicationRevision" input={input} />
      <div className="flex flex-wrap justify-end gap-2">
        <FieldsInError className="mr-auto" />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={register.isPending} disabledReason={whyNot(fields)}>
          Register
        </Button>
      </div>
    </Form>
  )
}

/** What is wrong, marked in the text itself. The sentence is the field's own error. */
function Located({ text, complaints }: { text: string; complaints: readonly LocationComplaint[] }) {
  const [first] = complaints
  if (first === undefined || first.toColumn <= first.column) return null
  const [from, to] = [first.column - 1, first.toColumn - 1]
  return (
    <p className="mono -mt-3 [overflow-wrap:anywhere]">
      {text.slice(0, from)}
      <mark className="bg-danger-soft text-failed-text underline decoration-wavy">{text.slice(from, to)}</mark>
      {text.slice(to)}
    </p>
  )
}

const complaintText = (complaints: readonly LocationComplaint[]): string =>
  complaints.map(({ message, fix }) => `${message}${fix === undefined ? '' : ` ${ended(fix)}`}`).join(' ')

const ended = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`)

function inputOf(applicationName: string, { bucket, key, version, eTag, bundleType }: Fields, description: string) {
  const revision = revisionLocationOf({
    bucket: bucket.trim(),
    key,
    ...(version.trim() !== '' && { version: version.trim() }),
    ...(eTag.trim() !== '' && { eTag: eTag.trim() }),
    ...(bundleType !== '' && { bundleType }),
  })
  return { applicationName, ...(revision && { revision }), ...(description !== '' && { description }) }
}

function whyNot({ bucket, key, bundleType }: Fields): string | undefined {
  if (bucket.trim() === '' || key === '') return 'Say where it is first.'
  return bundleType === '' ? 'Choose the file type first.' : undefined
}
