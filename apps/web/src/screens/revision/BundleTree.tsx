/** What is in the bundle: folders to open, files with size and mode. Whoever may not read texts sees the names, and is told. */
import type { NamedFile, RevisionInfo } from '@sluice/api/contracts'
import { useMemo } from 'react'
import { sizeText } from '../../components/size-text.ts'
import { useMay } from '../../session/session.ts'
import { Card } from '../../ui/Card.tsx'
import { FileButton } from './FileButton.tsx'
import { treeOf, type Folder } from './tree.ts'

/** Up to so many files, all folders stand open. */
const openUpTo = 60

interface BundleTreeProps {
  info: RevisionInfo
  onShow: (path: string) => void
}

export function BundleTree({ info: { files, fileCount }, onShow }: BundleTreeProps) {
  const tree = useMemo(() => treeOf(files), [files])
  const mayRead = useMay('getRevisionFile')
  return (
    <Card title="Files" aside={`${fileCount.toLocaleString('en')} in the bundle`}>
      {!mayRead.allowed && (
        <p className="mb-2 text-sm text-muted">
          You see the names. What is in the files may be secret: {mayRead.reason ?? 'deployers may read it.'}
        </p>
      )}
      <Inside folder={tree} isOpen={files.length <= openUpTo} onShow={onShow} />
      {fileCount > files.length && (
        <p className="mt-2 text-sm text-muted">
          The first {files.length.toLocaleString('en')} of {fileCount.toLocaleString('en')} files are named here.
        </p>
      )}
    </Card>
  )
}

interface InsideProps {
  folder: Folder
  isOpen: boolean
  onShow: (path: string) => void
}

function Inside({ folder, isOpen, onShow }: InsideProps) {
  return (
    <ul className="flex flex-col">
      {folder.folders.map((inner) => (
        <li key={inner.name}>
          <details open={isOpen}>
            <summary className="flex min-h-7 cursor-pointer list-none flex-wrap items-center gap-x-3 rounded-md hover:bg-surface">
              <span aria-hidden className="w-3 text-muted transition-transform [details[open]>summary>&]:rotate-90">
                ▸
              </span>
              <span className="mono -ml-2 font-semibold">{inner.name}/</span>
              <span className="text-xs text-muted">
                {inner.fileCount === 1 ? '1 file' : `${inner.fileCount} files`}, {sizeText(inner.size)}
              </span>
            </summary>
            <div className="ml-2 border-l border-line pl-3">
              <Inside folder={inner} isOpen={isOpen} onShow={onShow} />
            </div>
          </details>
        </li>
      ))}
      {folder.files.map((file) => (
        <FileRow key={file.path} file={file} onShow={onShow} />
      ))}
    </ul>
  )
}

function FileRow({ file, onShow }: { file: NamedFile; onShow: (path: string) => void }) {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-3 rounded-md hover:bg-surface">
      <FileButton path={file.path} name={name} onShow={onShow} />
      {file.linkTarget !== undefined && <span className="mono text-sm text-muted">→ {file.linkTarget}</span>}
      <span className="ml-auto flex gap-3 text-xs text-muted">
        {file.linkTarget === undefined && <span>{sizeText(file.size)}</span>}
        <span className="mono">{file.mode}</span>
      </span>
    </li>
  )
}
