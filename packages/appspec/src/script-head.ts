/** What the first bytes of a hook script say about whether linux can start it. Binaries are left alone. */
import type { Complaint, Fix } from './complaint.ts'

export interface ScriptTrouble {
  severity: Complaint['severity']
  /** The rest of a sentence that starts with the script's name. */
  message: string
  fix?: Fix
}

export function scriptTrouble(head: Uint8Array): ScriptTrouble | undefined {
  if (startsWith(head, [0xef, 0xbb, 0xbf]))
    return {
      severity: 'error',
      message: 'starts with a byte order mark, so linux does not find its #! line.',
      fix: unixEnds,
    }
  if (!startsWith(head, [0x23, 0x21])) return withoutShebang(head)
  if (head.includes(0x0d) && hasWindowsEnds(head))
    return { severity: 'error', message: 'has Windows line ends (CR LF), so linux cannot run it.', fix: unixEnds }
  if (head.some((byte) => byte < 0x20 && ![0x07, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)))
    return { severity: 'warning', message: 'holds characters that cannot be printed.' }
  return undefined
}

const unixEnds: Fix = { title: 'Save the script as UTF-8 without mark, with Unix line ends (LF)' }

function withoutShebang(head: Uint8Array): ScriptTrouble | undefined {
  const isText = head.length > 0 && !head.includes(0)
  return isText ? { severity: 'warning', message: 'has no #! line, so linux may not know how to run it.' } : undefined
}

/** CR LF in the `#!` line stops every interpreter; later ones stop shells. */
function hasWindowsEnds(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head)
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined)
  return firstLine.includes('\r') || (/sh\b/.test(firstLine) && text.includes('\r\n'))
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}
