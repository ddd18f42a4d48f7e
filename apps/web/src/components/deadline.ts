/** The words of a deadline that somebody must decide by. All spans in milliseconds. */
import type { BlueGreenStanding } from '@sluice/model'

/** `soon` from ten minutes on, `urgent` from two, `over` at zero. */
export type Urgency = 'calm' | 'soon' | 'urgent' | 'over'

const minute = 60_000

export function urgencyOf(msLeft: number): Urgency {
  if (msLeft <= 0) return 'over'
  if (msLeft <= 2 * minute) return 'urgent'
  return msLeft <= 10 * minute ? 'soon' : 'calm'
}

/** Said beside the countdown and read out once; undefined while there is plenty of time. */
export const urgencyWords: Record<Urgency, string | undefined> = {
  calm: undefined,
  soon: 'Less than 10 minutes left',
  urgent: 'Less than 2 minutes left',
  over: 'Time is up',
}

type Ready = NonNullable<BlueGreenStanding['ready']>

export interface Revisions {
  /** Undefined when this is the first fleet: nobody has users before. */
  original: string | undefined
  replacement: string
}

/** What happens when nobody decides, in three pieces: the middle one is the effect. */
export function atZero(ready: Pick<Ready, 'until' | 'atItsEnd'>, { original, replacement }: Revisions) {
  if (ready.until === undefined)
    return {
      before: 'It waits ',
      effect: 'without a deadline',
      after: `; until somebody decides, ${stayWords(original)}.`,
    }
  return ready.atItsEnd === 'STOP_DEPLOYMENT'
    ? { before: 'If nobody decides, the deployment ', effect: 'stops', after: ` and ${stayWords(original)}.` }
    : {
        before: 'If nobody decides, the deployment ',
        effect: 'continues by itself',
        after: `: all users go to ${replacement}.`,
      }
}

/** Where users are without a reroute. */
export const stayWords = (original: string | undefined): string =>
  original === undefined ? 'nobody is served, as before' : `users stay on ${original}`
