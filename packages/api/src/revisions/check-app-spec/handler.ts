import { hasErrors, parseAppSpec } from '@sluice/appspec'
import type { Handler } from '../../handler.ts'

export const checkAppSpec: Handler<'checkAppSpec'> = async ({ text }) => {
  const { complaints } = parseAppSpec(text)
  return { valid: !hasErrors(complaints), complaints }
}
