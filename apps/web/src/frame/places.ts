/**
 * Where one can go: the entries of the rail, of the phone's bar, of the palette and of the `g` keys. Only screens that
 * exist. A new one is a line here; its key is in ui/key-map.ts.
 */
import {
  Activity,
  Boxes,
  CircleQuestionMark,
  ClipboardCheck,
  Gauge,
  House,
  Network,
  Rocket,
  Server,
  Settings,
} from 'lucide-react'
import { paths } from '../paths.ts'
import type { ShortcutId } from '../ui/key-map.ts'

export interface Place {
  name: string
  to: string
  Icon: typeof Rocket
  shortcut: ShortcutId
  /** What else people call it, for finding it. */
  also?: string
  /** A tab of its own on phones; the others are behind More. */
  onPhone?: true
  /** At the foot of the rail. */
  isLast?: true
}

export const places: readonly Place[] = [
  {
    name: 'Now',
    to: paths.home(),
    Icon: House,
    shortcut: 'goNow',
    also: 'home dashboard attention running',
    onPhone: true,
  },
  { name: 'Approvals', to: paths.approvals(), Icon: ClipboardCheck, shortcut: 'goApprovals', onPhone: true },
  {
    name: 'Activity',
    to: paths.activity(),
    Icon: Activity,
    shortcut: 'goActivity',
    also: 'what happened events history',
  },
  { name: 'Deployments', to: paths.deployments(), Icon: Rocket, shortcut: 'goDeployments', onPhone: true },
  { name: 'Applications', to: paths.applications(), Icon: Boxes, shortcut: 'goApplications', also: 'groups revisions' },
  {
    name: 'Configurations',
    to: paths.configurations(),
    Icon: Gauge,
    shortcut: 'goConfigurations',
    also: 'waves minimum healthy hosts calculator',
  },
  {
    name: 'Instances',
    to: paths.instances(),
    Icon: Server,
    shortcut: 'goInstances',
    also: 'hosts agents servers enrol',
  },
  { name: 'Load balancers', to: paths.loadBalancers(), Icon: Network, shortcut: 'goLoadBalancers', also: 'traffic' },
  {
    name: 'Help',
    to: paths.help(),
    Icon: CircleQuestionMark,
    shortcut: 'goHelp',
    also: 'words keys roles',
    isLast: true,
  },
  {
    name: 'Settings',
    to: paths.settings(),
    Icon: Settings,
    shortcut: 'goSettings',
    also: 'password people invite tokens theme time keys',
    isLast: true,
  },
]
