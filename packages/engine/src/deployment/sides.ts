/** The two fleets of a deployment by place: the hosts up to `receiving` are one side, the others the other. */
export type Side = 'receiving' | 'leaving'

/** In place all hosts are `receiving`. */
export interface Sides {
  readonly receiving: number
  /** Places of the first and the last lifecycle event that hosts of a side run. */
  readonly events: Readonly<Record<Side, readonly [first: number, last: number]>>
}

export function sideOf({ receiving }: Pick<Sides, 'receiving'>, host: number): Side {
  return host < receiving ? 'receiving' : 'leaving'
}
