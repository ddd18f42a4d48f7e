/** The whole bundle is refused: nothing of it is used, and every reason is named. The rule table is in the README. */
import { refusalDetails, wholeFileComplaint } from '@sluice/appspec'
import type { Complaint } from '@sluice/appspec'
import { refusal, RefusalError } from '@sluice/model'

/** B1 unreadable, B2 names, B3 links, B4 entries below a file or link, B5 kinds, B6 doubles, B7 limits. */
export type BundleRule = 'B1' | 'B2' | 'B3' | 'B4' | 'B5' | 'B6' | 'B7'

export class BundleRefusal extends RefusalError {
  readonly complaints: readonly Complaint[]
  constructor(complaints: readonly Complaint[]) {
    super(refusal('BundleRefused', complaints[0]?.message ?? 'The bundle is refused.', refusalDetails(complaints)))
    this.name = 'BundleRefusal'
    this.complaints = complaints
  }
}

export const bundleComplaint = (rule: BundleRule, message: string): Complaint => wholeFileComplaint(rule, message)

export function refuseBundle(rule: BundleRule, message: string): never {
  throw new BundleRefusal([bundleComplaint(rule, message)])
}
