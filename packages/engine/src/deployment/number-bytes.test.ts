import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOut,
  putBytes,
  putNumber,
  putPairs,
  putRuns,
  putTimes,
  signed,
  takeBytes,
  takeNumber,
  takePairs,
  takeRuns,
  takeTimes,
  unsigned,
  written,
  type BytesOut,
} from './number-bytes.ts'

const most = 2 ** 52
const edges = [0, 127, 128, 2 ** 28 - 1, 2 ** 28, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, most - 1]

describe('numbers as bytes', () => {
  it('are read as they were written, small and large, either way from 0', () => {
    const anyNumber = fc.oneof(
      fc.constantFrom(...edges),
      fc.nat(300),
      fc.maxSafeNat().map((one) => one % most),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(anyNumber, fc.boolean())), (numbers) => {
        const values = numbers.map(([value, isBelow]) => (isBelow && value > 0 ? -Math.floor(value / 2) - 1 : value))
        const from = bytesOf((out) => values.forEach((value) => putNumber(out, value < 0 ? unsigned(value) : value)))
        const read = values.map((value) => (value < 0 ? signed(takeNumber(from)) : takeNumber(from)))
        expect(read).toEqual(values)
        expect(from.at).toBe(from.bytes.length)
      }),
    )
    for (const value of edges)
      expect([signed(unsigned(value)), signed(unsigned(-value - 1))]).toEqual([value, -value - 1])
  })

  it('take a byte up to 127, two up to 16,383', () => {
    expect([0, 127, 128, 16_383, 16_384].map((value) => bytesOf((out) => putNumber(out, value)).bytes.length)).toEqual([
      1, 1, 2, 2, 3,
    ])
  })

  it('that are cut off are no number', () => {
    const { bytes } = bytesOf((out) => putNumber(out, 300))
    expect(() => takeNumber({ bytes: bytes.subarray(0, 1), at: 0 })).toThrow('in the middle of a number')
  })
})

describe('lists as bytes', () => {
  it('of values that follow themselves are read as they were written', () => {
    fc.assert(
      fc.property(fc.uint16Array({ max: 3 }), fc.uint16Array(), (calm, wild) => {
        const from = bytesOf((out) => [calm, wild].forEach((values) => putRuns(out, values)))
        const read = [calm, wild].map(({ length }) => new Uint16Array(length).fill(9))
        for (const into of read) takeRuns(from, into)
        expect(read).toEqual([calm, wild])
      }),
    )
  })

  it('of another length are not read', () => {
    const from = () => bytesOf((out) => putRuns(out, Uint8Array.of(4, 4, 4)))
    for (const length of [2, 4]) expect(() => takeRuns(from(), new Uint8Array(length))).toThrow('the bytes')
  })

  it('of times are read as they were written, with those that are not yet', () => {
    const time = fc.oneof(fc.constant(0), fc.constantFrom(1, 2 ** 32 - 1), fc.nat(2 ** 32 - 1))
    fc.assert(
      fc.property(fc.array(time), (all) => {
        const times = Uint32Array.from(all)
        const read = new Uint32Array(times.length).fill(7)
        takeTimes(
          bytesOf((out) => putTimes(out, times)),
          read,
        )
        expect(read).toEqual(times)
      }),
    )
  })

  it('of pairs are read in their order', () => {
    const pair = fc.tuple(fc.nat(), fc.integer({ min: -(2 ** 41), max: 2 ** 41 }))
    fc.assert(
      fc.property(fc.array(pair), fc.nat(2 ** 41), (pairs, base) => {
        const read: [number, number][] = []
        takePairs(
          bytesOf((out) => putPairs(out, pairs, base)),
          (...one) => read.push(one),
          base,
        )
        expect(read).toEqual(pairs)
      }),
    )
  })

  it('of bytes stand one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 })), (all) => {
        const from = bytesOf((out) => all.forEach((bytes) => putBytes(out, bytes)))
        expect(all.map(() => [...takeBytes(from)])).toEqual(all.map((bytes) => [...bytes]))
      }),
    )
  })
})

function bytesOf(put: (out: BytesOut) => void) {
  const out = bytesOut()
  put(out)
  return { bytes: written(out), at: 0 }
}
