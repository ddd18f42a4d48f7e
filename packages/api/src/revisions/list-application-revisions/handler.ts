import { refuse, type Revision } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Input } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import { findApplication } from '../../queries/find-application.ts'
import { pageAfter } from '../../queries/pages.ts'
import { applicationUse, type ApplicationUse } from '../../queries/revision-use.ts'

type Asked = Input<'listApplicationRevisions'>
type SortField = NonNullable<Asked['sortBy']>

export const listApplicationRevisions: Handler<'listApplicationRevisions'> = async (input, { actor, ports }) => {
  const { applicationName, nextToken, sortBy = 'registerTime', sortOrder = 'descending' } = input
  const { accountId } = actor
  refuseBarePrefix(input)
  await findApplication(ports.store, accountId, applicationName)
  const all = await ports.store.list('revisions', directoryKeys.revisions(accountId, applicationName))
  const uses = await applicationUse(ports.store, accountId, applicationName)
  const sign = sortOrder === 'ascending' ? 1 : -1
  const compare = (a: string, b: string) => sign * (a < b ? -1 : a > b ? 1 : 0)
  const keyOf = (revision: Revision) => sortKey(revision, sortBy)
  const sorted = all.filter(wanted(input, uses)).toSorted((a, b) => compare(keyOf(a), keyOf(b)))
  const page = pageAfter(sorted, nextToken, keyOf, { compare })
  return {
    revisions: page.rows.map((revision) => revision.location),
    revisionsInfo: page.rows.map((revision) => overview(revision, uses)),
    groupCount: uses.groupCount,
    ...(uses.countedSince !== undefined && { countedSince: uses.countedSince }),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

/** CodeDeploy's rule: keys are looked for in one bucket. */
function refuseBarePrefix({ s3Bucket, s3KeyPrefix }: Asked): void {
  if (s3KeyPrefix === undefined || s3Bucket !== undefined) return
  const message = 's3Bucket is missing: a key prefix is looked for in one bucket.'
  refuse('BucketNameFilterRequiredException', message, [{ field: 's3Bucket', message }])
}

function wanted({ s3Bucket, s3KeyPrefix = '', deployed = 'ignore' }: Asked, uses: ApplicationUse) {
  return ({ location: { s3Location }, sha256 }: Revision): boolean =>
    (s3Bucket === undefined || s3Location.bucket === s3Bucket) &&
    s3Location.key.startsWith(s3KeyPrefix) &&
    (deployed === 'ignore' || uses.runs(sha256) === (deployed === 'include'))
}

function overview(revision: Revision, { usage }: ApplicationUse) {
  const { groups: _, ...use } = usage(revision.sha256)
  return { ...revision, ...use }
}

/** Two registered in the same millisecond keep their order; one never used sorts before all that were. */
const sortKey = (revision: Revision, field: SortField): string =>
  `${revision[field] ?? ''} ${revision.registerTime} ${revision.name} ${revision.revisionId}`
