/** What the agent knows of its host before it has spoken to anybody: its folder, its root, and what hooks inherit. */
import { join, resolve } from 'node:path'
import manifest from '../package.json' with { type: 'json' }

export const agentVersion = manifest.version

export const defaultHome = '/opt/sluice-agent'

/** A host works on this many commands at once; more wait. */
export const slotCount = 16

/** Archives of a group that stay on the disk, the one being deployed included. */
export const maxRevisions = 5

export interface HostSettings {
  home: string
  /** Empty on a real host; a local host keeps everything it installs below this folder. */
  root: string
  /** All that hooks see of the agent's own environment (A27). */
  hookEnvironment: Readonly<Record<string, string>>
}

export function readHostSettings(home: string | undefined, environment: NodeJS.ProcessEnv): HostSettings {
  const root = environment['SLUICE_HOST_ROOT'] ?? ''
  return {
    home: resolve(home ?? defaultHome),
    root: root === '' ? '' : resolve(root),
    hookEnvironment: hookEnvironment(environment),
  }
}

const passedOn = ['PATH', 'HOME', 'LANG', 'TZ', 'PORT']
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function hookEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = Object.keys(environment).filter((name) => passedOn.includes(name) || name.startsWith('SLUICE_HOST_'))
  const passed = Object.fromEntries(names.map((name) => [name, environment[name] ?? '']))
  return { PATH: usualPath, SLUICE_HOST_ROOT: '', ...passed }
}

export const paths = {
  identity: (home: string) => join(home, 'identity.json'),
  enrolment: (home: string) => join(home, 'enrolment.json'),
  enrolmentKeys: (home: string) => join(home, 'enrolment-keys.json'),
  lock: (home: string) => join(home, 'agent.lock'),
  journal: (home: string) => join(home, 'journal', 'commands.jsonl'),
  pipes: (home: string) => join(home, 'pipes'),
  spool: (home: string) => join(home, 'spool'),
  deploymentRoot: (home: string) => join(home, 'deployment-root'),
}
