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

  it('shows the last state and the count however long the progress was', () => {
    const progress = Array.from({ length: 3001 }, (_, at) => `${at} of 3000`).join('\r')
    expect(plainText(progress)).toBe('3000 of 3000 (rewritten 3000×)')
  })

  it.each([
    ['C1 control', '\u009b', '⟨U+009B⟩'],
    ['zero-width space', '\u200b', '⟨U+200B⟩'],
    ['zero-width non-joiner', '\u200c', '⟨U+200C⟩'],
    ['zero-width joiner', '\u200d', '⟨U+200D⟩'],
    ['word joiner', '\u2060', '⟨U+2060⟩'],
    ['byte order mark', '\ufeff', '⟨U+FEFF⟩'],
    ['soft hyphen', '\u00ad', '⟨U+00AD⟩'],
    ['line separator', '\u2028', '⟨U+2028⟩'],
    ['paragraph separator', '\u2029', '⟨U+2029⟩'],
    ['tag character', '\u{e0041}', '⟨U+E0041⟩'],
    ['half of a pair', '\ud800', '⟨U+D800⟩'],
  ])('A13: shows a %s', (_name, hidden, shown) => {
    expect(plainText(`pay${hidden}pal`)).toBe(`pay${shown}pal`)
  })

  it.each(['👩‍💻', '❤️', '1️⃣', '🏃🏽‍♀️'])('leaves %s whole', (emoji) => {
    expect(plainText(`${emoji} done`)).toBe(`${emoji} done`)
  })

  it('counts for the cut what is shown, not the colours', () => {
    const text = `${escape}[31mx${escape}[0m`.repeat(1000)
    expect(plainText(text)).toBe('x'.repeat(1000))
  })

  it('A13: makes no link of an address that is cut', () => {
    const spans = spansOf(`${'x'.repeat(3980)} https://example.com/${'a'.repeat(100)}`)
    expect(spans.every((span) => span.href === undefined)).toBe(true)
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
