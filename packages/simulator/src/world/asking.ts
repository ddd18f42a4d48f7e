/** People at the door: they try again with the same key when the service did not answer. */
import { CommitFailed, type Decided, type WrittenBy } from '@sluice/conductor'
import { firstAccountId, isRefusal, type Refusal } from '@sluice/model'
import { Gone, type Life } from './life.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

export interface Asking {
  /** `wanted` is looked at before each try; undefined: no more. `busy`: it was refused because something runs. */
  ask(who: string, action: string, wanted: () => Asked | undefined, busy?: () => void): void
  /** Requests that were answered with success; each must be in the audit once. */
  readonly answered: ReadonlySet<string>
  /** Requests that were refused. */
  readonly refused: ReadonlySet<string>
}

export interface Asked {
  /** For the history. */
  what: string
  send(life: Life, by: WrittenBy): Promise<Decided | Refusal | null>
}

const retryMilliseconds = 2000
const mostTries = 40

export function createAsking({ time, history }: World, service: Service): Asking {
  const answered = new Set<string>()
  const refused = new Set<string>()
  let requests = 0

  function ask(who: string, action: string, wanted: () => Asked | undefined, busy?: () => void): void {
    const requestId = `r-${(requests += 1)}`
    const by = writtenBy(who, action, requestId)
    let tries = 0
    const tryOnce = (): void => {
      const life = service.hub()?.life
      const asked = wanted()
      if (asked === undefined || (tries += 1) > mostTries) return
      if (life === undefined) return void time.after(retryMilliseconds, tryOnce)
      history.note(time.elapsed(), `${who}: ${asked.what} (${requestId})`)
      asked.send(life, by).then(
        (answer) => {
          if (answer === null || !isRefusal(answer)) return void answered.add(requestId)
          refused.add(requestId)
          history.note(time.elapsed(), `${requestId} is refused: ${answer.code}`)
          if (answer.code === 'DeploymentLimitExceededException') busy?.()
        },
        (error: unknown) => {
          if (error instanceof CommitFailed || error instanceof Gone) time.after(retryMilliseconds, tryOnce)
        },
      )
    }
    tryOnce()
  }

  return { ask, answered, refused }
}

function writtenBy(who: string, action: string, requestId: string): WrittenBy {
  const actor = { kind: 'user', accountId: firstAccountId, userId: who, name: who, role: 'deployer' } as const
  const idempotency = { scope: requestId, bodyHash: requestId, expiresAt: Number.MAX_SAFE_INTEGER }
  return { actor, action, resource: 'deployment', requestId, idempotency }
}
