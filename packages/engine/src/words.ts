/** Numbers and durations as people read them: separators, singular and plural, "0:19". English, the dashboard's language. */

/** 12345 -> `12,345`. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 host`, `2 hosts`, `1,000 hosts`. */
export function hosts(count: number): string {
  return counted(count, 'host')
}

/** `the only host`, `both hosts`, `all 4 hosts`. */
export function everyHost(count: number): string {
  if (count === 1) return 'the only host'
  return count === 2 ? 'both hosts' : `all ${hosts(count)}`
}

/** Words as a sentence of their own: `left after Install by the stop` -> `Left after Install by the stop.` */
export function asSentence(words: string): string {
  return /[.!?]$/.test(words) ? capitalised(words) : `${capitalised(words)}.`
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** `none` for 0, the number otherwise: "2 running, none failed". */
export function noneOr(count: number): string {
  return count === 0 ? 'none' : number(count)
}

/** `1 of 4 hosts was updated`, `none of 4 hosts was updated`. */
export function updatedOf({ succeeded, total }: { succeeded: number; total: number }): string {
  return `${noneOr(succeeded)} of ${hosts(total)} ${succeeded > 1 ? 'were' : 'was'} updated`
}

/** `, so 2 hosts were not started`, and nothing when all were. */
export function notStarted(count: number): string {
  return count === 0 ? '' : `, so ${leftAlone(count)}`
}

/** "2 of 10 hosts failed and 8 must stay healthy"; by zones hosts may be out of service whose turn has not come. */
export function tooFew(
  { failed, total, outOfService }: { failed: number; total: number; outOfService: number },
  minimum: number,
): string {
  const out = outOfService === 0 ? '' : `, ${number(outOfService)} more failed in an earlier deployment`
  return `${number(failed)} of ${hosts(total)} failed${out} and ${number(minimum)} must stay healthy`
}

/** Why some were not started although as many are healthy as must be: the next one would be one too few. */
export function nextTooFew(count: number): string {
  return count === 0 ? '' : `, so no further host may be taken out of service: ${leftAlone(count)}`
}

const leftAlone = (count: number): string => `${counted(count, 'host was', 'hosts were')} not started`

/** A limit in seconds in its largest whole unit: `5 minutes`, `1 hour`, `90 seconds`. */
export function inWords(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return counted(seconds / 3600, 'hour')
  if (seconds >= 60 && seconds % 60 === 0) return counted(seconds / 60, 'minute')
  return counted(seconds, 'second')
}

/** Milliseconds as a clock shows them, seconds rounded down: `0:19`, `12:41`, `1:02:05`. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hour > 0 ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`
}

/** `16:00`, in UTC. */
export function clockTime(at: number): string {
  return instant(at).slice(11, 16)
}

/** Milliseconds since the epoch as the model writes instants. */
export function instant(at: number): string {
  return new Date(at).toISOString()
}
