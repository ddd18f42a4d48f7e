/** Who is signed in, in which role; settings and signing out. */
import type { ApiError } from '@sluice/api/client'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.ts'
import { signOut } from '../session/sign-out.ts'
import { StillSignedIn } from './StillSignedIn.tsx'

const row =
  'flex min-h-9 w-full items-center rounded-md px-2.5 text-left text-text no-underline outline-none data-highlighted:bg-accent-soft'

export function UserMenu() {
  const session = useSession()
  const [failed, setFailed] = useState<ApiError>()
  const [isTrying, setTrying] = useState(false)
  const leave = async () => {
    setTrying(true)
    setFailed(await signOut())
    setTrying(false)
  }
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          aria-label={`${session.name}, account menu`}
          className="grid size-8 shrink-0 place-items-center rounded-full border border-control text-xs font-semibold hover:bg-surface"
        >
          {initials(session.name)}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={6}
            className="z-50 min-w-56 rounded-lg border border-line bg-bg p-1.5 shadow-xl"
          >
            <div className="border-b border-line px-2.5 pb-2 pt-1">
              <div className="font-semibold">{session.name}</div>
              <div className="text-xs text-muted">
                {session.email ?? 'no e-mail'} · {session.role}
              </div>
            </div>
            <DropdownMenu.Item asChild className={row}>
              <Link to={paths.settings()}>Settings</Link>
            </DropdownMenu.Item>
            <DropdownMenu.Item className={row} onSelect={() => void leave()}>
              Sign out
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {failed !== undefined && (
        <StillSignedIn
          error={failed}
          isTrying={isTrying}
          onTryAgain={() => void leave()}
          onClose={() => setFailed(undefined)}
        />
      )}
    </>
  )
}

/** Dana Reyes -> DR, admin -> AD. */
function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '')
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : name.slice(0, 2)
  return letters.toUpperCase()
}
