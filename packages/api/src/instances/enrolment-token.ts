/** One-time tokens by which hosts come in: only their hash is kept, for an hour. */
import type { Tag } from '@sluice/model'
import type { DirectoryChange } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { isoTime } from '../queries/random-ids.ts'

const tokenMilliseconds = 3600 * 1000

export interface EnrolmentWish {
  accountId: string
  /** When set, only a host of this name may use it. */
  instanceName?: string | undefined
  tags: Tag[]
  createdBy: string
}

export interface EnrolmentToken {
  token: string
  expireTime: string
  change: DirectoryChange
}

export function drawEnrolmentToken(
  { access, now }: Pick<Ports, 'access' | 'now'>,
  { accountId, instanceName, tags, createdBy }: EnrolmentWish,
): EnrolmentToken {
  const { secret, hash } = access.drawSecret()
  const at = now()
  const expireTime = isoTime(at + tokenMilliseconds)
  const name = instanceName === undefined ? {} : { instanceName }
  const put = { kind: 'enrolment', accountId, ...name, tags, createdBy, createTime: isoTime(at), expireTime } as const
  return { token: secret, expireTime, change: { collection: 'credentials', key: hash, put } }
}
