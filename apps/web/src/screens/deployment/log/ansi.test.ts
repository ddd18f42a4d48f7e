import { describe, expect, it } from 'vitest'
import { plainText, spansOf } from './ansi.ts'

const escape = '\u001b'

describe('a line of output', () => {
  it('has the colours of the terminal as tokens', () => {
    expect(spansOf(`ok ${escape}[1;31mbroken${escape}[0m end`)).toEqual([
      { text: 'ok ' },
      { text: 'broken', colour: 'ansi-red', isBold: true },
      { text: ' end' },
    ])
  })

  it('loses what would move the cursor', () => {
    expect(plainText(`a${escape}[2Jb${escape}[10;5Hc`)).toBe('abc')
  })

  it('shows the last state of a progress line, and how often it was rewritten', () => {
    expect(plainText('10 %\r50 %\r100 %')).toBe('100 % (rewritten 2×)')
    expect(plainText('from Windows\r')).toBe('from Windows')
  })

  it('A13: shows control characters as symbols', () => {
    expect(plainText('bell\u0007 nul\u0000 del\u007f tab\t.')).toBe('bell␇ nul␀ del␡ tab\t.')
  })

  it('A13: shows characters that would reorder text by their code', () => {
    expect(plainText('user\u202egpj.exe')).toBe('user⟨U+202E⟩gpj.exe')
    expect(plainText('\u2066x\u2069')).toBe('⟨U+2066⟩x⟨U+2069⟩')
  })

  it('A13: makes links of http and https only', () => {
    const hrefs = spansOf('see https://example.com/a?b=1. or javascript:alert(1) or ftp://x').map((span) => span.href)
    expect(hrefs).toEqual([undefined, 'https://example.com/a?b=1', undefined])
  })

  it('A13: shows a terminal hyperlink as text', () => {
    const osc8 = `${escape}]8;;javascript:alert(1)${escape}\\click${escape}]8;;${escape}\\`
    expect(spansOf(osc8).every((span) => span.href === undefined)).toBe(true)
    expect(plainText(osc8)).toContain('click')
  })

  it('A13: is cut in the window when it is longer than anybody reads', () => {
    const text = plainText('x'.repeat(50_000))
    expect(text.length).toBeLessThan(4100)
    expect(text).toContain('46000 more characters are in the file')
  })
})
