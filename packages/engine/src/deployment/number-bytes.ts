/**
 * Whole numbers as bytes, seven bits of a number in each: those close to 0, as most are here, take one or two. A list is written as
 * what changes from one number to the next. Exact up to 2^52, either way from 0.
 */
export interface BytesOut {
  bytes: Uint8Array
  at: number
}

export interface BytesIn {
  readonly bytes: Uint8Array
  at: number
}

export function bytesOut(): BytesOut {
  return { bytes: new Uint8Array(1024), at: 0 }
}

export function written({ bytes, at }: BytesOut): Uint8Array {
  return bytes.slice(0, at)
}

/** Bytes as they are, their length before them. */
export function putBytes(out: BytesOut, bytes: Uint8Array): void {
  putNumber(out, bytes.length)
  makeRoom(out, bytes.length)
  out.bytes.set(bytes, out.at)
  out.at += bytes.length
}

export function takeBytes(from: BytesIn): Uint8Array {
  const length = takeNumber(from)
  from.at += length
  return from.bytes.subarray(from.at - length, from.at)
}

const mostBytes = 8

/** From 0 upwards. */
export function putNumber(out: BytesOut, value: number): void {
  makeRoom(out, mostBytes)
  out.at = put(out.bytes, out.at, value)
}

/** Answers where the next one begins. */
function put(bytes: Uint8Array, from: number, value: number): number {
  let at = from
  let rest = value
  while (rest > 0x7f) {
    bytes[at++] = 0x80 | (rest & 0x7f)
    // A shift keeps 32 bits only.
    rest = rest > 0xffff_ffff ? Math.floor(rest / 0x80) : rest >>> 7
  }
  bytes[at++] = rest
  return at
}

export function takeNumber(from: BytesIn): number {
  let value = 0
  for (let bits = 0; bits < 28; bits += 7) {
    const byte = takeByte(from)
    value |= (byte & 0x7f) << bits
    if (byte < 0x80) return value
  }
  for (let scale = 2 ** 28; ; scale *= 0x80) {
    const byte = takeByte(from)
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
  }
}

function takeByte(from: BytesIn): number {
  const byte = from.bytes[from.at++]
  if (byte === undefined) throw new Error('the bytes end in the middle of a number')
  return byte
}

/** 0, -1, 1, -2, ... as 0, 1, 2, 3, ... */
export const unsigned = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)

export function signed(value: number): number {
  if (value <= 0x7fff_ffff) return (value >>> 1) ^ -(value & 1)
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

/** Each value once, with how often it follows itself: for what most hosts share with the one before them. */
export function putRuns(out: BytesOut, values: Uint8Array | Uint16Array): void {
  for (let from = 0, to = 0; from < values.length; from = to) {
    while (to < values.length && values[to] === values[from]) to += 1
    putNumber(out, values[from] ?? 0)
    putNumber(out, to - from)
  }
}

export function takeRuns(from: BytesIn, into: Uint8Array | Uint16Array): void {
  let at = 0
  while (at < into.length) {
    const value = takeNumber(from)
    into.fill(value, at, (at += takeNumber(from)))
  }
  if (at > into.length) throw new Error('the bytes tell of more numbers than there are')
}

/** 32 bits, either way from the one before. */
const mostBytesOfATime = 5

/** 0 stands for none; any other one comes close to the one before it. */
export function putTimes(out: BytesOut, times: Uint32Array): void {
  makeRoom(out, mostBytesOfATime * times.length)
  let before = 0
  const { bytes } = out
  let { at } = out
  for (let place = 0; place < times.length; place += 1) {
    const time = times[place]!
    if (time === 0) bytes[at++] = 0
    else {
      at = put(bytes, at, 1 + unsigned(time - before))
      before = time
    }
  }
  out.at = at
}

export function takeTimes(from: BytesIn, into: Uint32Array): void {
  let before = 0
  for (let at = 0; at < into.length; at += 1) {
    const told = takeNumber(from)
    if (told === 0) into[at] = 0
    else into[at] = before += signed(told - 1)
  }
}

/** In their order; the first is told by how far it is from 0 and `base`. */
export function putPairs(out: BytesOut, pairs: readonly (readonly [number, number])[], base = 0): void {
  putNumber(out, pairs.length)
  let before = 0
  let beside = base
  for (const [one, other] of pairs) {
    putNumber(out, unsigned(one - before))
    putNumber(out, unsigned(other - beside))
    before = one
    beside = other
  }
}

export function takePairs(from: BytesIn, take: (one: number, other: number) => void, base = 0): void {
  let one = 0
  let other = base
  for (let left = takeNumber(from); left > 0; left -= 1) {
    one += signed(takeNumber(from))
    other += signed(takeNumber(from))
    take(one, other)
  }
}

function makeRoom(out: BytesOut, bytes: number): void {
  if (out.at + bytes <= out.bytes.length) return
  const larger = new Uint8Array(Math.max(2 * out.bytes.length, out.at + bytes))
  larger.set(out.bytes)
  out.bytes = larger
}
