/** Files that are dragged over the page: the whole page takes them, or says why not. */
import { useEffect, useRef, useState } from 'react'
import { toast } from '../../ui/Toast.tsx'

interface DropVeilProps {
  application: string
  /** Set = nothing may be dropped, and this is why. */
  whyNot: string | undefined
  onDrop: (files: readonly File[]) => void
}

export function DropVeil({ application, whyNot, onDrop }: DropVeilProps) {
  const isOver = useDraggedFiles((files) => {
    if (whyNot !== undefined) toast(whyNot, 'refused')
    else if (files.length > 0) onDrop(files)
  })
  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-overlay p-6">
      <p className="rounded-lg border-2 border-dashed border-accent bg-bg px-8 py-6 text-lg font-semibold">
        {whyNot ?? `Drop bundles here: they become revisions of ${application} after you confirm`}
      </p>
    </div>
  )
}

/** Whether files are over the page now. A browser opens what nobody takes, so every drop of files is taken. */
function useDraggedFiles(onDrop: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const drop = useRef(onDrop)
  drop.current = onDrop
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    // Leaving for nowhere is leaving the window; moving from one element to another is not.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const take = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      drop.current(filesOf(event))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', take)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', take)
    }
  }, [])
  return isOver
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** A folder cannot be sent: it is named, and left out. */
function filesOf({ dataTransfer }: DragEvent): File[] {
  const folders = new Set<string>()
  for (const one of dataTransfer?.items ?? []) {
    const entry = one.webkitGetAsEntry()
    if (entry?.isDirectory === true) folders.add(entry.name)
  }
  for (const name of folders) toast(`${name} is a folder: make an archive of what is in it.`, 'refused')
  return [...(dataTransfer?.files ?? [])].filter((file) => !folders.has(file.name))
}
