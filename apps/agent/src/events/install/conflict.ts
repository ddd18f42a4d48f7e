/** The sentence for files that are in the way: CodeDeploy's own, because people search for it, and the way out. */
import type { FileExistsBehavior } from '@sluice/model'
import { EventFailure } from '../event-failure.ts'

const shown = 5
/** Not more: earlier events of the same deployment ran, and what they stopped stays down. */
const untouched = 'No file was replaced; ApplicationStop and BeforeInstall have run by then.'

export function conflictFailure(paths: readonly string[], behavior: FileExistsBehavior): EventFailure {
  const more = paths.length > shown ? ` and ${paths.length - shown} more` : ''
  const list = `${paths.slice(0, shown).join(', ')}${more}`
  return new EventFailure(
    behavior === 'DISALLOW'
      ? `The deployment failed because a specified file already exists at this location: ${list}. It was not installed by this deployment group. Remove it, or deploy with file_exists_behavior OVERWRITE or RETAIN. ${untouched}`
      : `A folder is where the revision has a file: ${list}. ${untouched}`,
  )
}
