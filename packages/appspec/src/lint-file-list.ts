/** What the list of a bundle's files shows without reading any: exactly one AppSpec at the root (V29), no `__MACOSX` (V31). */
import { wholeFileComplaint } from './complaint.ts'
import type { Complaint } from './complaint.ts'
import type { BundleFile } from './rule.ts'
import { appSpecFileNames } from './server-app-spec.ts'
import { quote } from './words.ts'

/** `fileNames`: the names an AppSpec may have; local runs may use another one. */
export function lintFileList(
  files: readonly Pick<BundleFile, 'path' | 'isSymlink' | 'isFolder'>[],
  fileNames: readonly string[] = appSpecFileNames,
): Complaint[] {
  const paths = files.map((file) => file.path)
  const regular = files.filter((file) => !file.isSymlink && !file.isFolder).map((file) => file.path)
  const hasMacFolder = paths.some((path) => path.split('/').includes('__MACOSX'))
  return [...appSpecComplaints(regular, fileNames), ...(hasMacFolder ? [macComplaint] : [])]
}

const macComplaint = wholeFileComplaint(
  'V31',
  'The archive holds a __MACOSX folder, which hides where the bundle starts.',
  'Make the archive with zip -r -X bundle.zip . in its folder, or take the folder out with zip -d bundle.zip "__MACOSX/*"',
)

function appSpecComplaints(paths: readonly string[], names: readonly string[]): Complaint[] {
  const found = paths.filter((path) => names.includes(path))
  if (found.length === 1) return []
  if (found.length > 1) {
    const message = `The bundle has ${found.length} AppSpecs (${found.join(' and ')}); only one is allowed.`
    return [wholeFileComplaint('V29', message, `Remove ${found[1]}`)]
  }
  const [name = appSpecFileNames[0]] = names
  const elsewhere = paths.find((path) => names.some((other) => path.endsWith(`/${other}`)))
  const message = `The bundle has no ${name} at its root.`
  if (elsewhere === undefined) return [wholeFileComplaint('V29', message, `Add an ${name} beside your files`)]
  const folder = elsewhere.slice(0, elsewhere.lastIndexOf('/'))
  const fix = `Make the archive inside ${folder}, so that ${name} is at its top`
  return [wholeFileComplaint('V29', `${message} There is one at ${quote(elsewhere)}.`, fix)]
}
