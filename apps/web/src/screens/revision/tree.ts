/** Paths as a tree: folders first, each with what is in it. */
import type { NamedFile } from '@sluice/api/contracts'

export interface Folder {
  name: string
  folders: Folder[]
  files: NamedFile[]
  /** With all folders below. */
  fileCount: number
  size: number
}

/** `files` are in the order of their paths. */
export function treeOf(files: readonly NamedFile[]): Folder {
  const root = emptyFolder('')
  for (const file of files) {
    let folder = root
    count(folder, file)
    for (const part of file.path.split('/').slice(0, -1)) {
      folder = child(folder, part)
      count(folder, file)
    }
    folder.files.push(file)
  }
  return root
}

const emptyFolder = (name: string): Folder => ({ name, folders: [], files: [], fileCount: 0, size: 0 })

/** The last one, or a new one: paths come in order, so a folder is never come back to. */
function child(folder: Folder, name: string): Folder {
  const last = folder.folders.find((one) => one.name === name)
  if (last !== undefined) return last
  const made = emptyFolder(name)
  folder.folders.push(made)
  return made
}

function count(folder: Folder, { size }: NamedFile): void {
  folder.fileCount += 1
  folder.size += size
}
