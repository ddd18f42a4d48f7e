/**
 * Every single-key shortcut of the dashboard: its key as it comes and what it does. A space joins keys that are pressed one
 * after the other. People may choose other keys or none (key-choices.ts); `fixed` ones only the latter.
 */
interface Shortcut {
  keys: string
  what: string
  /** `any`: on every screen. `screen`: where the screen has such a thing. */
  where: 'any' | 'screen'
  fixed?: true
}

const any = (keys: string, what: string): Shortcut => ({ keys, what, where: 'any' })
const screen = (keys: string, what: string): Shortcut => ({ keys, what, where: 'screen' })

/** Any of the digits but 0. */
export const digits = '1–9'

export const keyMap = {
  keysHelp: any('?', 'Show the keys of this screen'),
  goNow: any('g n', 'Go to Now'),
  goApprovals: any('g a', 'Go to Approvals'),
  goActivity: any('g y', 'Go to Activity'),
  goDeployments: any('g d', 'Go to Deployments'),
  goApplications: any('g p', 'Go to Applications'),
  goConfigurations: any('g c', 'Go to Configurations'),
  goInstances: any('g i', 'Go to Instances'),
  goLoadBalancers: any('g l', 'Go to Load balancers'),
  goSettings: any('g s', 'Go to Settings'),
  goHelp: any('g h', 'Go to Help'),
  find: any('/', 'Find on this screen, or everywhere'),
  actions: any('.', 'What can be done here'),
  copyLink: any('c', 'Copy the link to what is shown'),
  nextRow: screen('j', 'Next row'),
  previousRow: screen('k', 'Previous row'),
  tab: { ...screen(digits, 'Open a tab by its place'), fixed: true },
  showNew: screen('n', 'Show what is new'),
  selectRow: screen('x', 'Select the row'),
  filters: screen('f', 'Go to the filters'),
  stop: screen('s', 'Stop the deployment (asks first)'),
  redeploy: screen('r', 'Redeploy'),
  rollBack: screen('b', 'Roll back the deployment (asks first)'),
  twin: screen('t', 'Switch between map and table'),
  previousFailed: screen('[', 'Previous failed host'),
  nextFailed: screen(']', 'Next failed host'),
  logEnd: screen('G', 'Go to the end of the log and follow it'),
  nextHit: screen('n', 'Next hit in the log'),
  previousHit: screen('N', 'Previous hit in the log'),
  compare: screen('C', 'Compare'),
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof keyMap
export const shortcutIds = Object.keys(keyMap) as ShortcutId[]
export const shortcutOf = (id: ShortcutId): Shortcut => keyMap[id]
