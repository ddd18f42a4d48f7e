/** The three rules for files of others, each with its consequence now and for a later rollback. Source: facts, sections 6.4 and 6.5. */
import type { FileExistsBehavior } from '@sluice/model'
import { countOf } from './counted.ts'
import type { FileChoice, PathList } from './schemas.ts'

export interface Kept {
  /** What was installed with RETAIN. */
  revisionNames: readonly string[]
  /** Where that may have kept files of others. */
  places: PathList
}

export function fileChoices(kept: Kept | undefined): FileChoice[] {
  return (['DISALLOW', 'OVERWRITE', 'RETAIN'] as const).map((behavior) => choiceOf(behavior, kept))
}

function choiceOf(behavior: FileExistsBehavior, kept: Kept | undefined): FileChoice {
  switch (behavior) {
    case 'DISALLOW':
      return {
        behavior,
        consequence:
          'A host with such a file fails: no file is replaced; ApplicationStop and BeforeInstall have run by then.',
        forRollback: 'There is nothing to restore: no such file is touched.',
      }
    case 'OVERWRITE':
      return {
        behavior,
        consequence: 'Such a file is replaced by ours.',
        forRollback: `No copy is kept: a rollback removes ours and does not bring it back.${trap(kept)}`,
      }
    case 'RETAIN':
      return {
        behavior,
        consequence: 'Such a file stays, and our version of it is not installed.',
        forRollback: 'It stays through a rollback: it never counts as ours.',
      }
  }
}

/** What RETAIN has kept, OVERWRITE takes, and the rollback with RETAIN finds nothing to keep any more. */
function trap(kept: Kept | undefined): string {
  if (kept === undefined || kept.places.count === 0) return ''
  return ` ${kept.revisionNames.join(' and ')} was installed with RETAIN: files of others that it kept, at up to ${countOf(kept.places.count, 'place')}, would be lost too.`
}
