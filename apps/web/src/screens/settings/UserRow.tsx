/** One who may sign in: as what, whether at all, and another link for whoever has no way in any more. */
import type { UserInfo } from '@sluice/api/contracts'
import { ShownOnce } from '../../components/ShownOnce.tsx'
import { useOperation } from '../../query/op.ts'
import { useSession } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Td } from '../../ui/Table.tsx'
import { RoleField } from './RoleField.tsx'

export function UserRow({ user }: { user: UserInfo }) {
  const update = useOperation('updateUser')
  const link = useOperation('createSignInLink')
  const isSelf = useSession().userId === user.userId
  const self = isSelf ? 'This is you. Another administrator can change it.' : undefined
  const error = update.error ?? link.error
  return (
    <>
      <tr>
        <Td className="max-sm:max-w-32">
          <span className="font-semibold">{user.name}</span>
          <div className="text-xs break-all text-muted sm:hidden">{user.email}</div>
        </Td>
        <Td className="max-sm:hidden">{user.email}</Td>
        <Td>
          {isSelf ? user.role : <RoleField user={user} />}
          {error !== null && <p className="text-xs text-failed-text">✕ {error.message}</p>}
        </Td>
        <Td>
          <span className="flex flex-wrap gap-1">
            <Button
              look="quiet"
              busy={link.isPending}
              disabledReason={user.disabled ? 'The account is switched off: switch it on first.' : undefined}
              onClick={() => link.mutate({ userId: user.userId })}
            >
              New sign-in link<span className="sr-only"> for {user.name}</span>
            </Button>
            <Button
              look="quiet"
              busy={update.isPending}
              disabledReason={self}
              onClick={() => update.mutate({ userId: user.userId, disabled: !user.disabled })}
            >
              {user.disabled ? 'Switch on' : 'Switch off'}
              <span className="sr-only"> the account of {user.name}</span>
            </Button>
          </span>
        </Td>
      </tr>
      {link.data !== undefined && (
        <tr>
          <Td colSpan={4}>
            <ShownOnce
              says={`Hand this link to ${user.name}; it is good once, for an hour.`}
              secret={link.data.signInLink}
              what="link"
            />
          </Td>
        </tr>
      )}
    </>
  )
}
