/** Every link of the dashboard. The site map is `router.tsx`. */
import type { FileExistsBehavior } from '@sluice/model'

const q = (params: Record<string, string | undefined>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) if (value !== undefined && value !== '') search.set(key, value)
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

const e = encodeURIComponent

export type DeploymentTab = 'fleet' | 'timeline' | 'logs' | 'traffic' | 'plan' | 'changes' | 'events' | 'config'

export type HistoryFacet =
  | 'status'
  | 'application'
  | 'group'
  | 'type'
  | 'creator'
  | 'revision'
  | 'started'
  | 'from'
  | 'to'
  | 'q'
  | 'failedHosts'
  | 'waiting'
  | 'sort'

export type SettingsSection = 'you' | 'password' | 'time' | 'keys' | 'load-balancers' | 'people' | 'tokens'

/** Parts of the help that screens lead to. */
export type HelpSection = 'zones' | 'later-hosts'

export const paths = {
  home: () => '/',
  signIn: (params: { next?: string } = {}) => `/sign-in${q(params)}`,
  /** Lists are joined by commas; `filter.ts` of the screen says what each may hold. */
  deployments: (params: { [Key in HistoryFacet]?: string } = {}) => `/deployments${q(params)}`,
  newDeployment: (
    params: {
      application?: string
      group?: string
      revision?: string
      /** Filled in as that deployment was, or with what ran before it. */
      from?: string
      previous?: 'true'
      /** Which hosts of the group; with `chosen`, `only` has their names, separated by blanks. */
      hosts?: 'outdated' | 'left' | 'changed' | 'chosen'
      only?: string
      /** What succeeded last in the group, with its own settings. */
      catchUp?: 'true'
      files?: FileExistsBehavior
      description?: string
      ignoreStopFailures?: 'true'
      draft?: string
    } = {},
  ) => `/deployments/new${q(params)}`,
  deployment: (
    deploymentId: string,
    tab?: DeploymentTab,
    params: { target?: string; host?: string; event?: string; line?: string } = {},
  ) => `/deployments/${e(deploymentId)}${tab === undefined ? '' : `/${tab}`}${q(params)}`,
  approval: (deploymentId: string) => `/deployments/${e(deploymentId)}/approve`,
  approvals: () => '/approvals',
  activity: (params: { kind?: string; application?: string; by?: string } = {}) => `/activity${q(params)}`,
  applications: () => '/applications',
  newApplication: () => '/applications/new',
  application: (application: string) => `/applications/${e(application)}`,
  newGroup: (application: string) => `/applications/${e(application)}/groups/new`,
  group: (application: string, group: string) => `/applications/${e(application)}/groups/${e(group)}`,
  editGroup: (application: string, group: string) => `/applications/${e(application)}/groups/${e(group)}/edit`,
  revisions: (application: string) => `/applications/${e(application)}/revisions`,
  newRevision: (application: string) => `/applications/${e(application)}/revisions/new`,
  revision: (application: string, revisionId: string) => `/applications/${e(application)}/revisions/${e(revisionId)}`,
  configurations: (params: { create?: string } = {}) => `/configurations${q(params)}`,
  configuration: (name: string) => `/configurations/${e(name)}`,
  instances: () => '/instances',
  instance: (name: string) => `/instances/${e(name)}`,
  loadBalancers: () => '/load-balancers',
  loadBalancer: (name: string) => `/load-balancers/${e(name)}`,
  help: (section?: HelpSection) => `/help${section === undefined ? '' : `#${section}`}`,
  /** The operations, or one of them. */
  apiHelp: (operation?: string) => `/help/api${operation === undefined ? '' : `#${e(operation)}`}`,
  /** The page, or one of its sections. */
  settings: (section?: SettingsSection) => `/settings${section === undefined ? '' : `#${section}`}`,
} as const
