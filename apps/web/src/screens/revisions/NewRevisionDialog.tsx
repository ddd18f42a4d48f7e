/** A new revision: files from here, or the location of a bundle that is stored already. */
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioGroup } from '../../ui/Field.tsx'
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

export type Way = 'upload' | 'location'

const ways = [
  { value: 'upload', label: 'Upload files', hint: 'from this computer' },
  { value: 'location', label: 'Give a location', hint: 'of a bundle that is stored here already' },
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
        <RadioGroup label="Where is it?" value={way} options={ways} onChange={onWay} />
        {way === 'upload' ? (
          <UploadForm application={application} uploads={uploads} onClose={onClose} />
        ) : (
          <LocationForm application={application} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}
