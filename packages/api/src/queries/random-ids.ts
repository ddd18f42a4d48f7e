/** Ids are drawn here, from the injected source of chance, and travel inwards as arguments. */
import { deploymentIdFrom } from '@sluice/model'
import type { Ports } from '../ports.ts'

type Chance = Pick<Ports, 'randomBytes'>

export const drawDeploymentId = (chance: Chance): string => deploymentIdFrom(chance.randomBytes(9))

/** A version 4 UUID. */
export function drawUuid(chance: Chance): string {
  const bytes = Buffer.from(chance.randomBytes(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
