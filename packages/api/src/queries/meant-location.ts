/** The location that a caller gave: as CodeDeploy's structure, or as one string, whose complaints say where they are in it. */
import { parseLocationText, refuse, revisionLocationOf, type RefusalDetail, type RevisionLocation } from '@sluice/model'

export interface GivenLocation {
  revision?: RevisionLocation | undefined
  location?: string | undefined
}

/** `publicUrl`: of this installation, whose own addresses are taken. */
export function meantLocation({ revision, location }: GivenLocation, publicUrl: string): RevisionLocation {
  if (revision !== undefined && location !== undefined)
    refuseLocation([{ field: 'location', message: 'location and revision say the same: leave one of them out.' }])
  if (revision !== undefined) return revision
  if (location === undefined)
    return refuse('RevisionRequiredException', 'revision is missing: give it, or its location as one string.', [
      { field: 'revision', message: 'revision is missing: give it, or its location as one string.' },
    ])
  const { parts, complaints } = parseLocationText(location, publicUrl)
  if (parts === undefined)
    refuseLocation(
      complaints.map(({ message, column, fix }) => ({ field: 'location', column, message, ...(fix && { fix }) })),
    )
  return revisionLocationOf(parts) ?? refuseLocation([noType])
}

const noType: RefusalDetail = {
  field: 'location',
  message: 'The name does not say what kind of bundle it is.',
  fix: 'Add ?bundleType=zip, tar or tgz.',
}

function refuseLocation(details: readonly RefusalDetail[]): never {
  const [first] = details
  refuse(
    'InvalidRevisionException',
    `${first?.message ?? 'location cannot be read.'} ${first?.fix ?? ''}`.trim(),
    details,
  )
}
