/** The HTTP status of a refusal, for the server that answers it and for the document that promises it. */
import { refusalCategories, type RefusalCategory, type RefusalCode } from '@sluice/model'

const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  tooLarge: 413,
  limit: 429,
} as const satisfies Record<RefusalCategory, number>

/** CodeDeploy's quotas are no matter of speed: waiting does not help. */
export const refusalStatus = (code: RefusalCode): number =>
  /LimitExceededException$/.test(code) && refusalCategories[code] === 'limit' ? 400 : statuses[refusalCategories[code]]
