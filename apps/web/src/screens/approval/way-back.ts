/** How to get back after the switch, in words. */
import type { BlueGreenStanding } from '@sluice/model'
import { minuteWords } from '../../components/blue-green-settings.ts'

type Originals = BlueGreenStanding['originals']

export function wayBackWords(
  { action, waitMinutes }: Originals,
  original: string | undefined,
  lastSeconds?: number,
): string {
  if (original === undefined) return 'This is the first fleet: there are no originals that users could be sent back to.'
  return `${keptWords(action, waitMinutes)} ${backWords(action, waitMinutes, original)}${lastWords(lastSeconds)}`
}

function keptWords(action: Originals['action'], minutes: number): string {
  if (action === 'KEEP_ALIVE') return 'The originals are kept after the switch until somebody ends them.'
  return minutes === 0
    ? 'The originals end right after the switch.'
    : `The originals are kept ${minuteWords(minutes)} after the switch, then they end.`
}

function backWords(action: Originals['action'], minutes: number, original: string): string {
  return action === 'TERMINATE' && minutes === 0
    ? `Going back means deploying ${original} again.`
    : 'In that time users can be sent back at once.'
}

const lastWords = (seconds: number | undefined): string =>
  seconds === undefined ? '' : ` The last time that took ${Math.round(seconds).toLocaleString('en')} s.`
