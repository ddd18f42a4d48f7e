/**
 * The one source of chance: every number follows from the seed and from what it is drawn for. What is drawn for one thing does
 * not depend on how often something else was drawn, so that a scenario from which a step was left out goes on alike.
 */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** A place in the list of weights. */
  weighted(weights: readonly number[]): number
}

export type Draw = (what: string) => Random

export function drawFrom(seed: number): Draw {
  return (what) => stream(hashOf(what, seed >>> 0))
}

function stream(start: number): Random {
  let state = start
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    weighted: (weights) => placeOf(weights, next() * weights.reduce((sum, weight) => sum + weight, 0)),
  }
  return random
}

function placeOf(weights: readonly number[], at: number): number {
  let left = at
  for (const [place, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return place
  }
  return weights.length - 1
}

/** MurmurHash3 over the UTF-16 codes of a text: good enough to tell streams apart. */
function hashOf(text: string, seed: number): number {
  let hash = seed ^ 0x9747b28c
  for (let at = 0; at < text.length; at += 1) {
    const code = Math.imul(text.charCodeAt(at), 0xcc9e2d51)
    hash ^= Math.imul((code << 15) | (code >>> 17), 0x1b873593)
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash ^= text.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
