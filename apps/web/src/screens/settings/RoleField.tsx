/** Somebody's role: choosing another one says what it means, and nothing changes before the button is pressed. */
import type { UserInfo } from '@sluice/api/contracts'
import type { Role } from '@sluice/model'
import { useState } from 'react'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { roles } from '../../components/roles.ts'

export function RoleField({ user }: { user: UserInfo }) {
  const [chosen, setChosen] = useState<Role>()
  const update = useOperation('updateUser')
  const role = chosen ?? user.role
  const change = () => update.mutate({ userId: user.userId, role }, { onSuccess: () => setChosen(undefined) })
  return (
    <div className="flex flex-col items-start gap-1">
      <select
        aria-label={`Role of ${user.name}`}
        className="min-h-8 rounded-md border border-control bg-bg px-2 max-sm:min-h-11"
        value={role}
        onChange={(event) => setChosen(event.target.value as Role)}
      >
        {Object.keys(roles).map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      {role !== user.role && (
        <>
          <p role="status" className="text-xs text-muted">
            {roles[role]}
          </p>
          <span className="flex flex-wrap gap-1">
            <Button busy={update.isPending} onClick={change}>
              Change role<span className="sr-only"> of {user.name}</span>
            </Button>
            <Button look="quiet" onClick={() => setChosen(undefined)}>
              Keep {user.role}
            </Button>
          </span>
        </>
      )}
      {update.error !== null && <p className="text-xs text-failed-text">✕ {update.error.message}</p>}
    </div>
  )
}
