/**
 * A balancer's numbers and ours. They are the same, unless the balancer served another life of this installation, such as before
 * a restore of an older copy: then ours are moved above what it has.
 */
export interface Numbers {
  /** How far the balancer's are before ours. */
  ahead: number
  /** The last that we told it. */
  told: number
  /** The first that we told it: what it served before says nothing about our rows. */
  first: number
}

export const freshNumbers = (): Numbers => ({ ahead: 0, told: -1, first: Number.POSITIVE_INFINITY })

export const numbersAbove = (served: number, ours: number): Numbers => ({ ...freshNumbers(), ahead: served + 1 - ours })

export function numbersAfterTelling(numbers: Numbers, told: number): Numbers {
  return { ...numbers, told, first: Math.min(numbers.first, told) }
}

/** Our generation of what it serves; -1 where that says nothing about our rows. */
export const ourGeneration = ({ first, ahead }: Numbers, served: number): number =>
  served >= first ? served - ahead : -1
