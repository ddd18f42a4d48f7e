/** What the process is told by the environment: where its files are, and which address it serves on. */
import { resolve } from 'node:path'

export type Settings = { dataFolder: string; host: string }

export class SettingsError extends Error {}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const dataFolder = environment['SLUICE_DATA']
  if (!dataFolder) throw new SettingsError('SLUICE_DATA must name the data folder.')
  return { dataFolder: resolve(dataFolder), host: environment['SLUICE_HOST'] || '127.0.0.1' }
}
