import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { colourDifference, contrast } from './colour-science.ts'
import type { Vision } from './colour-science.ts'
import { stateFills, tokens } from './tokens.ts'
import type { TokenName } from './tokens.ts'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const themes = ['light', 'dark'] as const
const visions: Vision[] = ['normal', 'protan', 'deutan', 'tritan']

function cssTokens(theme: (typeof themes)[number]): Record<string, string> {
  const block = (selector: string) => css.slice(css.indexOf(selector)).split('}')[0] ?? ''
  const read = (text: string) =>
    Object.fromEntries([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
  const light = read(block(':root {'))
  return theme === 'light' ? light : { ...light, ...read(block("[data-theme='dark'] {")) }
}

describe.each(themes)('tokens, %s', (theme) => {
  const value = (name: TokenName) => tokens[theme][name]

  it('are the same for canvas as in the style sheet', () => {
    expect(cssTokens(theme)).toMatchObject(tokens[theme])
  })

  it('tell every two state fills apart for every kind of colour vision', () => {
    const pairs = stateFills.flatMap((a, at) => stateFills.slice(at + 1).map((b) => [a, b] as const))
    const differences = pairs.flatMap(([a, b]) => visions.map((vision) => colourDifference(value(a), value(b), vision)))
    expect(Math.min(...differences)).toBeGreaterThanOrEqual(theme === 'light' ? 22 : 19)
  })

  it('tell the two fleets apart for every kind of colour vision', () => {
    const differences = visions.map((vision) =>
      colourDifference(value('env-original'), value('env-replacement'), vision),
    )
    expect(Math.min(...differences)).toBeGreaterThanOrEqual(22)
  })

  const texts: [TokenName, TokenName[]][] = [
    ['text', ['bg', 'surface', 'raised', 'accent-soft', 'danger-soft', 'warning-soft']],
    ['muted', ['bg', 'surface', 'raised', 'danger-soft', 'warning-soft']],
    ['accent', ['bg', 'surface', 'raised', 'accent-soft']],
    ['accent-text', ['accent']],
    ['progress-text', ['bg', 'surface', 'raised']],
    ['success-text', ['bg', 'surface', 'raised']],
    ['failed-text', ['bg', 'surface', 'raised', 'danger-soft']],
    ['stopped-text', ['bg', 'surface', 'raised']],
    ['skipped-text', ['bg', 'surface', 'raised']],
    ['ready-text', ['bg', 'surface', 'raised', 'warning-soft']],
    ['log-text', ['log-bg', 'log-failed-soft']],
    ['log-muted', ['log-bg', 'log-failed-soft']],
    ['log-host', ['log-bg', 'log-failed-soft']],
    ['log-failed', ['log-bg', 'log-failed-soft']],
    ['ansi-red', ['log-bg']],
    ['ansi-green', ['log-bg']],
    ['ansi-yellow', ['log-bg']],
    ['ansi-blue', ['log-bg']],
    ['ansi-magenta', ['log-bg']],
    ['ansi-cyan', ['log-bg']],
  ]

  it.each(texts)('%s can be read where it is written', (name, grounds) => {
    for (const ground of grounds)
      expect(contrast(value(name), value(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  it.each<[TokenName]>([
    ['control'],
    ['accent'],
    ['success-line'],
    ['ready-line'],
    ['failed'],
    ['pending-line'],
    ['env-original'],
    ['env-replacement'],
  ])('%s is seen as an edge on the page', (name) =>
    expect(contrast(value(name), value('bg'))).toBeGreaterThanOrEqual(3),
  )
})
