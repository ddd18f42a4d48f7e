/**
 * An archive that unpacks to a single folder which holds something called `appspec*` loses that folder; so the archives
 * of code hosts work. Source: the open-source agent, command_executor.
 */

export function topFolderToStrip(entries: readonly { path: string; kind: string }[]): string | undefined {
  const inside = entries.filter((entry) => entry.path !== '')
  const folder = inside[0]?.path.split('/')[0]
  if (folder === undefined) return undefined
  const isSingle = inside.every(
    ({ path, kind }) => path.startsWith(`${folder}/`) || (path === folder && kind === 'directory'),
  )
  const holdsAppSpec = inside.some(({ path }) => path.startsWith(`${folder}/appspec`) && path.split('/').length === 2)
  return isSingle && holdsAppSpec ? folder : undefined
}

export function withoutFolder(path: string, folder: string): string {
  return path === folder ? '' : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}
