/** A new revision: files from here, or the location of a bundle that is stored already. */
import { useState } from 'react'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioGroup } from '../../ui/Field.tsx'
import { LocationForm } from './LocationForm.tsx'
import { UploadForm } from './UploadForm.tsx'

interface NewRevisionDialogProps {
  application: string
  /** Files that were dropped on the page. */
  dropped: readonly File[]
  onClose: () => void
}

type Way = 'upload' | 'location'

const ways = [
  { value: 'upload', label: 'Upload files', hint: 'from this computer' },
  { value: 'location', label: 'Give a location', hint: 'of a bundle that is stored here already' },
] as const

export function NewRevisionDialog({ application, dropped, onClose }: NewRevisionDialogProps) {
  const [way, setWay] = useState<Way>('upload')
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={`New revision of ${application}`}
      description="A zip, tar or tar.gz with an appspec.yml at its root. It is checked before it is kept."
    >
      <div className="flex flex-col gap-4">
        <RadioGroup label="Where is it?" value={way} options={ways} onChange={setWay} />
        {way === 'upload' ? (
          <UploadForm application={application} dropped={dropped} onClose={onClose} />
        ) : (
          <LocationForm application={application} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}
