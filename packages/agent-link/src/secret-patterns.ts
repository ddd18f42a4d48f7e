/**
 * The shapes that are obviously secrets; what merely looks random is left alone. Every pattern is bounded or takes what it went
 * over, so that a line of 64 KiB costs no more than its length (A14). In doubt it is masked: a line is easier to do without.
 */
export const mask = '[masked]'

const secretWord = '(?:pass(?:word|wd|phrase)|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key)'
/** As a word, in any of the ways in which words are joined: DB_PASS, smtpPass, "pass". Not bypass, not passed. */
const passWord = '(?:(?<![A-Za-z])pass|(?<=[a-z0-9])Pass|(?<![A-Z])PASS)(?![A-Za-z])'
/** Between a name and its value: `=`, `": "`, ` => `, `%3D`. */
const equals = String.raw`\\?["']?\s{0,32}(?:[=:]|%3D|%3A)>?\s{0,32}`
/**
 * What is quoted ends with its quote, or with the line when that never comes. What is not ends at a blank: a password may hold
 * anything else. A quote that closes something around it stays.
 */
const value = [
  String.raw`\[masked\]`,
  String.raw`\\"(?:\\\\\\"|[^"\\]|\\(?!"))*(?:\\")?`,
  String.raw`"(?:[^"\\]|\\[^])*"?`,
  String.raw`'(?:[^'\\]|\\[^])*'?`,
  String.raw`(?:[^\s"']|["'](?![\s,;:)}\]]|$))+`,
].join('|')
/** A count, as test runners say it: `pass: 12`. */
const count = String.raw`\d{1,5}(?![^\s,;)}\]])`

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Authorization: Bearer eyJ..., Basic dXNlcjpwYXNz
  [/\b((?:bearer|basic)\s{1,3})[A-Za-z0-9._~+/=-]{8,}/gi, `$1${mask}`],
  // https://user:password@host; a port and a path with @ in it is no password.
  [
    /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)(?!\d{1,5}\/)(?:[^\s/"']{1,200}|[^\s@"']{1,200})(@)/gi,
    `$1${mask}$2`,
  ],
  // AKIA... and the secret key that stands beside it
  [/\b((?:AKIA|ASIA)[A-Z0-9]{16}[\s:,;|/"']{1,5})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, `$1${mask}`],
  // ?user=dana&token=...&next=/
  [new RegExp(String.raw`([?&][\w.%[\]-]{0,40}${secretWord}[\w.-]{0,40}=)[^\s&"']+`, 'gi'), `$1${mask}`],
  // password=..., DB_PASSWORD=..., "apiToken": "...", token%3D...
  [new RegExp(`(${secretWord}[\\w.-]{0,40}${equals})(?:${value})`, 'gi'), `$1${mask}`],
  // DB_PASS=..., "pass": "..."
  [new RegExp(`(${passWord}${equals})(?!${count})(?:${value})`, 'g'), `$1${mask}`],
  // --password ..., --api-key ..., --pass ...
  [new RegExp(String.raw`(\s--?(?:${secretWord}|pass)\s{1,32})(?!-)(?:${value})`, 'gi'), `$1${mask}`],
  // curl -u user:password, curl --user "user:pass word"
  [/(\bcurl\b.{0,300}?\s(?:-[uU]|--(?:proxy-)?user)[\s=]{0,3}"[^\s:"]{1,100}:)[^"]+/g, `$1${mask}`],
  [/(\bcurl\b.{0,300}?\s(?:-[uU]|--(?:proxy-)?user)[\s=]{0,3}'[^\s:']{1,100}:)[^']+/g, `$1${mask}`],
  [/(\bcurl\b.{0,300}?\s(?:-[uU]|--(?:proxy-)?user)[\s=]{0,3}[^\s:"']{1,100}:)[^\s"']+/g, `$1${mask}`],
  // Tokens that say what they are.
  [/\b(?:gh[pousr]_|github_pat_|glpat-|sk_live_|rk_live_|xox[abprs]-|npm_)[A-Za-z0-9_-]{16,}/g, mask],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g, mask],
]

/** Most lines hold none of these and are not looked at any further. */
const mayHoldSecret =
  /pass|pwd|secret|token|credential|[_-]?key|bearer|basic|:\/\/|A[KS]IA|curl|gh[pousr]_|_pat_|glpat|_live_|xox|npm_|eyJ/i

export const withoutSecrets = (text: string): string => withoutEncoded(withoutPlain(text))

const withoutPlain = (text: string): string =>
  mayHoldSecret.test(text)
    ? rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
    : text

/** In base64 whatever would be masked as it is: `cGFzc3dvcmQ9aHVudGVyMg==`. */
const withoutEncoded = (text: string): string =>
  text.replace(/[A-Za-z0-9+/_-]{16,}={0,2}/g, (word) => {
    const plain = Buffer.from(word, 'base64').toString('latin1')
    return /^[\t\n\r\x20-\x7e]+$/.test(plain) && withoutPlain(plain) !== plain ? mask : word
  })
