/** The text of one file of the bundle, at the side. */
import type { RevisionFile } from '@sluice/api/contracts'
import { assertNever } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { sizeText } from '../../components/size-text.ts'
import { op } from '../../query/op.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'

interface FileSheetProps {
  application: string
  revisionId: string
  path: string
  onClose: () => void
}

export function FileSheet({ application, revisionId, path, onClose }: FileSheetProps) {
  const read = useQuery(op('getRevisionFile', { applicationName: application, revisionId, path }))
  return (
    <Sheet open onClose={onClose} title={path} description={read.data && aboutFile(read.data.file)}>
      {read.error !== null && <ErrorRegion what="The file could not be read" error={read.error} />}
      {read.isPending && (
        <Loading what="Reading the file…">
          <BoneRows rows={8} />
        </Loading>
      )}
      {read.data?.file.kind === 'text' && <Text text={read.data.file.text} />}
    </Sheet>
  )
}

function Text({ text }: { text: string }) {
  return (
    <>
      <p className="mb-2 text-right">
        <CopyButton text={text} what="the text" />
      </p>
      <pre tabIndex={0} aria-label="Text" className="mono overflow-x-auto rounded-md border border-line bg-surface p-3">
        {text}
      </pre>
    </>
  )
}

function aboutFile(file: RevisionFile): string {
  switch (file.kind) {
    case 'text':
      return file.isCut ? `${sizeText(file.size)}; its first 256 KiB are shown.` : sizeText(file.size)
    case 'binary':
      return `${sizeText(file.size)}. It is no text, so it is not shown.`
    case 'link':
      return `A link to ${file.target}.`
    case 'folder':
      return 'A folder.'
    case 'missing':
      return 'The bundle holds no such file.'
    default:
      return assertNever(file)
  }
}
