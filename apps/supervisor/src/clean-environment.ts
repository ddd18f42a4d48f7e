/**
 * What a child may know of the environment that the product was started in (A27). Hooks inherit what their host has, so
 * a local host gets nothing of ours: no token, no password, no key, not even under a name we have not thought of.
 */
import { delimiter } from 'node:path'

export type Environment = Record<string, string>

const forEveryone = ['PATH', 'HOME', 'LANG', 'TZ']

export function bffEnvironment(ours: NodeJS.ProcessEnv): Environment {
  const settings = Object.keys(ours).filter((name) => name.startsWith('SLUICE_') && !name.startsWith('SLUICE_HOST_'))
  return { NODE_ENV: 'production', ...pick(ours, [...forEveryone, 'NODE_ENV', ...settings]) }
}

/** The balancer serves strangers: it knows where its files are and which address is its own, and nothing else. */
export function balancerEnvironment(ours: NodeJS.ProcessEnv, dataFolder: string): Environment {
  return { ...pick(ours, ['SLUICE_HOST']), SLUICE_DATA: dataFolder }
}

/** `host` holds the `SLUICE_HOST_*` variables, `PORT`, and whatever else the host itself decides (its `HOME`). */
export function localHostEnvironment(ours: NodeJS.ProcessEnv, nodeFolder: string, host: Environment): Environment {
  return { ...pick(ours, forEveryone), PATH: normalPath(ours['PATH'] ?? '', nodeFolder), ...host }
}

/** Hooks find the Node that runs the product, and none of the folders that npm adds while it runs a script. */
export function normalPath(path: string, nodeFolder: string): string {
  const folders = path.split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'))
  return (folders.includes(nodeFolder) ? folders : [...folders, nodeFolder]).join(delimiter)
}

function pick(from: NodeJS.ProcessEnv, names: readonly string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
}
