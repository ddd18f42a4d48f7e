/** Who is signed in and what they may do. The server decides; here it is only looked up, with the reason when not. */
import type { OperationName, SessionInfo } from '@sluice/api/contracts'
import type { ActionState } from '@sluice/model'
import { createContext, useContext } from 'react'

export const SessionContext = createContext<SessionInfo | undefined>(undefined)

export function useSession(): SessionInfo {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('useSession outside of the frame')
  return session
}

/** Under this name this browser keeps things for a person. */
export const personOf = ({ userId, name }: Pick<SessionInfo, 'userId' | 'name'>): string => userId ?? name

export const usePerson = (): string => personOf(useSession())

/** Another one has other eyes: what the one before saw is not shown to this one. A role that changed counts as another. */
export const identityOf = (session: SessionInfo): string => `${personOf(session)} as ${session.role}`

/** Whether this person may call the operation, and if not, why and whom to ask. */
export function useMay(operation: OperationName): ActionState {
  return useSession().permissions[operation] ?? { allowed: false, reason: 'Your role does not allow this.' }
}

/** For `disabledReason`: the first reason among those that forbid, or undefined when all allow. */
export function whyNot(...states: readonly ActionState[]): string | undefined {
  const forbidding = states.find((state) => !state.allowed)
  return forbidding === undefined ? undefined : (forbidding.reason ?? 'Not possible now.')
}
