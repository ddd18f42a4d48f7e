/** Texts of lines: at most so many bytes, cut between characters, and never silently. */

/** `largest` counts the text without the mark. */
export function cutText(text: string, largest: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= largest) return text
  const end = characterStart(bytes, largest)
  return `${bytes.toString('utf8', 0, end)} ... ${bytes.length - end} bytes of this line were cut off`
}

export const leftOutText = (lines: number, limitBytes: number): string =>
  `... ${counted(lines)} left out here by the limit of ${bytesText(limitBytes)}`
export const missedText = (lines: number): string => `... ${counted(lines)} lost on the way here`

const counted = (lines: number): string => (lines === 1 ? '1 line was' : `${lines.toLocaleString('en')} lines were`)
const bytesText = (bytes: number): string =>
  bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(bytes / 1024 ** 2)} MB`

/** The start of the character that holds the byte at `at`: bytes 10xxxxxx continue one. */
function characterStart(bytes: Buffer, at: number): number {
  let start = at
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
