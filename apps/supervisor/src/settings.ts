/**
 * The settings that the supervisor itself reads; everything else it hands to the BFF unread.
 * A setting that makes no sense is a `SettingsError`: a sentence for the person who typed it.
 */
import { resolve } from 'node:path'

export type Settings = {
  dataFolder: string
  port: number
  /** How many local hosts, `local-1` and up. */
  fleet: number
}

export class SettingsError extends Error {}

/** A host's address ends in 10 + n, and 254 is the last one. */
export const largestFleet = 244

export function readSettings(environment: NodeJS.ProcessEnv, workingFolder: string): Settings {
  return {
    dataFolder: resolve(workingFolder, environment['SLUICE_DATA'] || 'data'),
    port: wholeNumber(environment, 'SLUICE_PORT', 4600, 65_535),
    fleet: wholeNumber(environment, 'SLUICE_FLEET', 6, largestFleet),
  }
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, byDefault: number, largest: number): number {
  const text = environment[name]
  if (text === undefined || text === '') return byDefault
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= largest) return value
  throw new SettingsError(`${name} must be a whole number from 0 to ${largest}, not "${text}".`)
}
