/** A new revision: files from here, the location of a bundle that is stored already, or first of all its AppSpec. */
import { assertNever } from '@sluice/model'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioGroup } from '../../ui/Field.tsx'
import { AppSpecEditor } from './AppSpecEditor.tsx'
import { LocationForm } from './LocationForm.tsx'
import { UploadForm } from './UploadForm.tsx'
import type { Uploads } from './uploads.ts'

interface NewRevisionDialogProps {
  application: string
  way: Way
  onWay: (way: Way) => void
  uploads: Uploads
  onClose: () => void
}

export type Way = 'upload' | 'location' | 'appspec'

const ways = [
  { value: 'upload', label: 'Upload files', hint: 'from this computer' },
  { value: 'location', label: 'Give a location', hint: 'of a bundle that is stored here already' },
  { value: 'appspec', label: 'Write its AppSpec first', hint: 'checked while you write' },
] as const

export function NewRevisionDialog({ application, way, onWay, uploads, onClose }: NewRevisionDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={`New revision of ${application}`}
      description="A zip, tar or tar.gz with an appspec.yml at its root. It is checked before it is kept."
    >
      <div className="flex flex-col gap-4">
        <RadioGroup label="Begin with" value={way} options={ways} onChange={onWay} />
        <Chosen application={application} way={way} uploads={uploads} onClose={onClose} />
      </div>
    </Dialog>
  )
}

function Chosen({ application, way, uploads, onClose }: Omit<NewRevisionDialogProps, 'onWay'>) {
  switch (way) {
    case 'upload':
      return <UploadForm application={application} uploads={uploads} onClose={onClose} />
    case 'location':
      return <LocationForm application={application} onClose={onClose} />
    case 'appspec':
      return <AppSpecEditor onClose={onClose} />
    default:
      return assertNever(way)
  }
}
