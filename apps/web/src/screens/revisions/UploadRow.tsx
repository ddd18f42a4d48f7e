/** One file on its way: what it is, how far it came, what was wrong with it. */
import { assertNever, type BundleType } from '@sluice/model'
import { sizeText } from '../../components/size-text.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Select } from '../../ui/Field.tsx'
import { Complaints } from './Complaints.tsx'
import { archiveTypeOf } from './uploads.ts'
import type { Upload, UploadState } from './uploads.ts'

interface UploadRowProps {
  upload: Upload
  complaintsLabel: string
  onType: (type: BundleType) => void
}

export function UploadRow({ upload: { file, bundleType, state }, complaintsLabel, onType }: UploadRowProps) {
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold [overflow-wrap:anywhere]">{file.name}</span>
        <span className="text-sm text-muted">{sizeText(file.size)}</span>
        <span role="status" className="ml-auto text-sm text-muted">
          {stateText(state)}
        </span>
      </p>
      {archiveTypeOf(file.name) === undefined && state.status !== 'registered' && (
        <Select
          label="File type"
          value={bundleType ?? ''}
          hint="The name does not say what it is."
          onChange={(event) => onType(event.target.value as BundleType)}
        >
          <option value="" disabled>
            Choose a type
          </option>
          <option>zip</option>
          <option>tar</option>
          <option>tgz</option>
        </Select>
      )}
      {state.status === 'sending' && (
        <progress
          aria-label={`Upload of ${file.name}`}
          className="h-2 w-full accent-accent"
          max={100}
          value={percent(state.progress)}
        />
      )}
      {state.status === 'refused' && (
        <>
          <ErrorRegion what={`${file.name} was refused`} error={state.error} />
          <Complaints label={complaintsLabel} details={state.error.details} />
        </>
      )}
    </li>
  )
}

const percent = (progress: number): number => Math.round(progress * 100)

function stateText(state: UploadState): string {
  switch (state.status) {
    case 'waiting':
      return ''
    case 'sending':
      return percent(state.progress) < 100 ? `Sending: ${percent(state.progress)} %` : 'Sent. Looking into the bundle…'
    case 'registered':
      return '✓ Registered'
    case 'refused':
      return 'Not kept'
    default:
      return assertNever(state)
  }
}
