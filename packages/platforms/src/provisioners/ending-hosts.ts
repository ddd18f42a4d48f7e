/** Ends hosts that were made here: because a deployment says so, or because nobody knows them any more. */
import type { Instance } from '@sluice/model'
import { isGivenUp, isOurs, isRegistered } from './made-hosts.ts'
import type { Persistence } from './persistence.ts'
import type { Provisioner } from './provisioner.ts'
import type { InTurn } from './turns.ts'

export interface EndingNeeds {
  provisioner: Provisioner
  inTurn: InTurn
  someTimes: Persistence['someTimes']
  instanceOf(accountId: string, instanceName: string): Promise<Instance | undefined>
  deregister(instance: Instance): Promise<void>
}

export interface NotEnded {
  targetId: string
  message: string
}

export interface Ending {
  /** Answers why it was left alone, or what was wrong. */
  end(accountId: string, name: string): Promise<NotEnded | undefined>
  /** `isNeeded` is asked when it is this name's turn. */
  endGivenUp(accountId: string, name: string, isNeeded: () => Promise<boolean>): Promise<void>
}

export function createEnding({ provisioner, inTurn, someTimes, instanceOf, deregister }: EndingNeeds): Ending {
  /** The name is given up last: until then nobody else can be given it. */
  async function endOne(accountId: string, name: string): Promise<string | undefined> {
    if (!isOurs(provisioner, await instanceOf(accountId, name), name))
      return `${name} was not made for a scaling group here: it is not ours to end.`
    await provisioner.terminate(name)
    // It may have come in just before its end.
    const left = await instanceOf(accountId, name)
    if (isRegistered(left)) await deregister(left)
    return undefined
  }

  return {
    end: (accountId, targetId) =>
      inTurn(targetId, () => someTimes(() => endOne(accountId, targetId))).then(
        (message) => (message === undefined ? undefined : { targetId, message }),
        (error: unknown) => ({ targetId, message: `${targetId} could not be ended: ${messageOf(error)}.` }),
      ),
    endGivenUp: (accountId, name, isNeeded) =>
      inTurn(name, async () => {
        if (!provisioner.isInUse(name) || !isGivenUp(provisioner, await instanceOf(accountId, name), name)) return
        if (!(await isNeeded())) await someTimes(() => provisioner.terminate(name))
      }),
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
