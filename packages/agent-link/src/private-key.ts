/**
 * A private key goes over several lines. It begins with its first line and ends with its last, or where something stands that is
 * part of no key: a script that only mentions the first line (`grep BEGIN`, `head -1 key.pem`) does not lose the rest of its log.
 */
export const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
export const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/

/** The largest that are in use have fewer. */
export const mostKeyLines = 250

/** `Proc-Type: 4,ENCRYPTED` and the like stand at the top of a key. */
const header = /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): /
/** So much without a break is no word; something may stand before it, such as the time. */
const longRun = /[A-Za-z0-9+/=]{32}/
/** More is not needed to tell. */
const looksAt = 200

export function mayBeOfKey(line: string): boolean {
  const text = line.slice(0, looksAt).trim()
  // Quoted, as code writes it: "MIIE...\n" +
  const words = text.split(/(?:\\[nr]|[\s"',;])+/).filter((word) => word !== '' && word !== '+')
  const isOneRun = words.length === 0 || (words.length === 1 && /^[A-Za-z0-9+/=_-]+$/.test(words[0] ?? ''))
  return isOneRun || header.test(text) || longRun.test(text)
}
