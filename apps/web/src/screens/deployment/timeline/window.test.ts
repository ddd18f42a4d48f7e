import { describe, expect, it } from 'vitest'
import { moved, pixels, wholeWindow, windowFrom, windowText, zoomed } from './window.ts'

describe('the part of the time that is seen', () => {
  it('comes closer around its middle, and never goes past an end', () => {
    const half = zoomed(wholeWindow, 2)
    expect(half).toEqual({ zoom: 2, from: 0.25 })
    expect(moved(half, 1)).toEqual({ zoom: 2, from: 0.5 })
    expect(moved(moved(half, 1), 1)).toEqual({ zoom: 2, from: 0.5 })
    expect(moved(moved(half, -1), -1)).toEqual({ zoom: 2, from: 0 })
    expect(zoomed(half, 0.5)).toEqual(wholeWindow)
  })

  it('is in the address, and what makes no sense there is the whole', () => {
    expect(windowText(wholeWindow)).toBe('')
    expect(windowFrom(windowText({ zoom: 4, from: 0.5 }))).toEqual({ zoom: 4, from: 0.5 })
    for (const text of [null, '', 'x', '0.5,0', '4,-1', '4', '1000,0']) expect(windowFrom(text)).toEqual(wholeWindow)
    expect(windowFrom('4,0.9')).toEqual({ zoom: 4, from: 0.75 })
  })

  it('fills the width', () => {
    const seen = { zoom: 2, from: 0.25 }
    expect([0.25, 0.5, 0.75].map((place) => pixels(seen, place, 400))).toEqual([0, 200, 400])
  })
})
