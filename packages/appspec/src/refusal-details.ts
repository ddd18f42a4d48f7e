/** Complaints as the details of a refusal: what `POST /api/...` and uploads answer. */
import type { RefusalDetail } from '@sluice/model'
import type { Complaint } from './complaint.ts'

export function refusalDetails(complaints: readonly Complaint[]): RefusalDetail[] {
  return complaints.map(({ rule, message, line, column, path, fix }) => ({
    ...(path !== undefined && { path }),
    line,
    column,
    rule,
    message,
    ...(fix && { fix: fix.title }),
  }))
}
