/** On a screen where this person may look but not change: that it is so, and whom to ask. Nothing while they may. */
import type { OperationName } from '@sluice/api/contracts'
import { useSession } from '../session/session.ts'

/** `operations`: what the screen is for doing. The note is there when none of them is allowed. */
export function RoleNote({ operations }: { operations: readonly OperationName[] }) {
  const { permissions } = useSession()
  const states = operations.map((operation) => permissions[operation])
  const [first] = states
  if (first === undefined || states.some((state) => state?.allowed !== false)) return null
  return (
    <p role="note" className="mt-1.5 text-sm text-muted">
      You may look, not change. {first.reason}
    </p>
  )
}
