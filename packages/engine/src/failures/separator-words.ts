/** A separator as one sentence that is true of the counts it was made from. */
import type { Separator, Trait } from './separators.ts'
import { number } from '../words.ts'

/** "All 3 failing hosts have rack=r7; 4 % of those that passed do." */
export function separatorText(separator: Separator): string {
  const { failing, failingWith } = separator
  const who =
    failing === 1
      ? 'The failing host'
      : failingWith === failing
        ? failing === 2
          ? 'Both failing hosts'
          : `All ${number(failing)} failing hosts`
        : `${number(failingWith)} of ${number(failing)} failing hosts`
  return `${who} ${verb(separator, failing > 1)} ${thing(separator)}; ${others(separator)}.`
}

function others({ passed, passedWith, ...trait }: Separator): string {
  if (passedWith === 0) return `none of ${number(passed)} that passed ${auxiliary(trait, false)}`
  const percent = (100 * passedWith) / passed
  const share = percent < 1 ? 'less than 1' : String(Math.round(percent))
  return `${share} % of those that passed ${auxiliary(trait, true)}`
}

/** As it is said the second time: "runs agent 1.0; none does". */
function auxiliary(trait: Pick<Trait, 'kind'>, many: boolean): string {
  const word = verb(trait, many)
  return word.startsWith('run') ? (many ? 'do' : 'does') : word
}

function verb({ kind }: Pick<Trait, 'kind'>, many: boolean): string {
  switch (kind) {
    case 'tag':
      return many ? 'have' : 'has'
    case 'agentVersion':
    case 'os':
      return many ? 'run' : 'runs'
    case 'previousRevision':
      return 'had'
    case 'network':
    case 'wave':
      return many ? 'are' : 'is'
  }
}

function thing({ kind, name, value }: Trait): string {
  switch (kind) {
    case 'tag':
      return `the tag ${name}=${value}`
    case 'agentVersion':
      return `agent ${value}`
    case 'os':
      return value
    case 'previousRevision':
      return `${value} before`
    case 'network':
      return `in the network ${value}`
    case 'wave':
      return `in wave ${value}`
  }
}
