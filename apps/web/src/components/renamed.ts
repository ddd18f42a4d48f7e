/** Old links keep working: a refusal that says what an application is called now. */
import type { ApiError } from '@sluice/api/client'

export const nameNow = (error: ApiError | null): string | undefined =>
  error?.details.find(({ rule, field }) => rule === 'renamed' && field === 'applicationName')?.fix
