/**
 * The place after a page of deployments, newest first: time of creation, then id. Opaque to callers, but theirs to send, so a
 * spoilt one is a refusal.
 */
import { refuse, type DeploymentSummary } from '@sluice/model'
import type { Page } from './store.ts'

export interface DeploymentPlace {
  createTime: string
  deploymentId: string
}

export function cursorAfter({ createTime, deploymentId }: DeploymentPlace): string {
  return Buffer.from(`${createTime} ${deploymentId}`).toString('base64url')
}

export function placeOf(cursor: string): DeploymentPlace {
  const match = /^(\S{1,40}) (d-[A-Z0-9]{9})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match === null) refuse('InvalidNextTokenException', 'The token of the next page is not one that was given out.')
  return { createTime: match[1] ?? '', deploymentId: match[2] ?? '' }
}

/** Newest first; of two made in the same millisecond the greater id comes first. */
export function newestFirst(a: DeploymentPlace, b: DeploymentPlace): number {
  if (a.createTime !== b.createTime) return a.createTime < b.createTime ? 1 : -1
  if (a.deploymentId === b.deploymentId) return 0
  return a.deploymentId < b.deploymentId ? 1 : -1
}

/** `found` may hold one row more than the page. `border` is the last row that was looked at, when not all were. */
export function pageOf(
  found: readonly DeploymentSummary[],
  limit: number,
  border?: DeploymentPlace,
): Page<DeploymentSummary> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length > rows.length && last !== undefined) return { rows, next: cursorAfter(last) }
  return border === undefined ? { rows } : { rows, next: cursorAfter(border), lookedBackTo: border.createTime }
}
