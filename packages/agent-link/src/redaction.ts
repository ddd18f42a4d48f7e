/**
 * Secrets that a script prints, masked before they reach a disk: on the host, and once more at the server, which trusts no
 * agent. Built in are the shapes that are obviously secrets; what merely looks random is left alone. Every pattern is bounded,
 * so that a line of 64 KiB costs no more than its length (A14).
 */
const mask = '[masked]'

const secretWord = '(?:pass(?:word|wd|phrase)|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key)'
const value = String.raw`(?:\[masked\]|\\?"(?:[^"\\]|\\[^"])*\\?"|'[^']*'|[^\s,;&"'\\]+)`

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Authorization: Bearer eyJ..., Basic dXNlcjpwYXNz
  [/\b((?:bearer|basic)\s{1,3})[A-Za-z0-9._~+/=-]{8,}/gi, `$1${mask}`],
  // https://user:password@host
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)[^\s@/"']{1,200}(@)/gi, `$1${mask}$2`],
  // AKIA... and the secret key that stands beside it
  [/\b((?:AKIA|ASIA)[A-Z0-9]{16}[\s:,;|/"']{1,5})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, `$1${mask}`],
  // password=..., DB_PASSWORD=..., "apiToken": "...", token%3D...
  [
    new RegExp(String.raw`(${secretWord}[\w.-]{0,40}\\?["']?\s{0,3}(?:[=:]|%3D|%3A)>?\s{0,3})${value}`, 'gi'),
    `$1${mask}`,
  ],
  // --password ..., --api-key ...
  [new RegExp(String.raw`(\s--?${secretWord}\s{1,3})(?!-)${value}`, 'gi'), `$1${mask}`],
  // Tokens that say what they are.
  [/\b(?:gh[pousr]_|github_pat_|glpat-|sk_live_|rk_live_|xox[abprs]-|npm_)[A-Za-z0-9_-]{16,}/g, mask],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g, mask],
]

/** Most lines hold none of these and are not looked at any further. */
const mayHoldSecret =
  /pass(?:w|ph)|pwd|secret|token|credential|[_-]?key|bearer|basic|:\/\/|A[KS]IA|gh[pousr]_|_pat_|glpat|_live_|xox|npm_|eyJ|-----/i

const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/

/** `isInKey`: the line before left a private key open, so that this one belongs to it. */
export function redact(text: string, isInKey: boolean): { text: string; isInKey: boolean } {
  if (isInKey) return insideKey(text)
  if (!mayHoldSecret.test(text)) return { text, isInKey: false }
  const begin = keyBegins.exec(text)
  if (begin === null) return { text: withoutSecrets(text), isInKey: false }
  const rest = insideKey(text.slice(begin.index + begin[0].length))
  return { text: `${withoutSecrets(text.slice(0, begin.index))}${begin[0]}${rest.text}`, isInKey: rest.isInKey }
}

/** A text of several lines, such as the tail of a log. */
export function redactLines(text: string): string {
  let isInKey = false
  const clean = text.split('\n').map((line) => {
    const masked = redact(line, isInKey)
    isInKey = masked.isInKey
    return masked.text
  })
  return clean.join('\n')
}

function insideKey(text: string): { text: string; isInKey: boolean } {
  const end = keyEnds.exec(text)
  if (end === null) return { text: text === '' ? '' : mask, isInKey: true }
  const before = end.index === 0 ? '' : mask
  return { text: `${before}${end[0]}${withoutSecrets(text.slice(end.index + end[0].length))}`, isInKey: false }
}

const withoutSecrets = (text: string): string =>
  rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
