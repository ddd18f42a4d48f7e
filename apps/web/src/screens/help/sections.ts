/** What needs more than a word: each with its place in the page, so that screens can lead there, and with the way to do it. */
import { paths } from '../../paths.ts'
import type { HelpSection } from '../../paths.ts'

interface Section {
  id: HelpSection
  title: string
  parts: readonly (readonly [word: string, meaning: string])[]
  doIt: { words: string; to: string }
}

export const sections: readonly Section[] = [
  {
    id: 'zones',
    title: 'Zone by zone',
    parts: [
      [
        'Zone',
        'The hosts with the same value of a tag: of the tag zone, unless the configuration names another. Hosts without that tag are the last zone.',
      ],
      [
        'In which order',
        'One zone after the other, in the order of their names. The zones and their hosts are read once, when the deployment is created.',
      ],
      [
        'What stays healthy',
        'Two minimums hold at once: that of the fleet and that of the zone. When one of them cannot be kept, the deployment fails, and zones that come later are not touched.',
      ],
      [
        'Baking',
        'The wait after a zone, in which nothing is changed, so that trouble can show before the next zone. There is none after the last one. Stop ends it at once; hold lets it end and keeps the next zone back.',
      ],
      [
        'Not by zones',
        'A rollback, because it is in a hurry, and blue/green, which is refused with such a configuration.',
      ],
    ],
    doIt: { words: 'Create a configuration that goes by zones', to: paths.configurations({ create: '1' }) },
  },
  {
    id: 'later-hosts',
    title: 'Hosts that come later or fall behind',
    parts: [
      [
        'Drift',
        'Hosts of a group that are not on the last revision that succeeded there: they came later, failed, were left part-way or are on another revision. The page of the group says which, and why.',
      ],
      [
        'Catching up',
        'To deploy that revision to the drifting hosts alone, from the page of the group. The plan comes first, as for every deployment.',
      ],
      [
        'Hosts that begin to match',
        'By being enrolled or by new tags. What they get, the settings of the group say: nothing by themselves, an offer, or the last revision by themselves. It is said before tags are saved.',
      ],
      [
        'Follow-on',
        'A deployment that follows a success on hosts that began to match while it ran, when the group says so. Both link to each other. It has no follow-on of its own and is never rolled back by itself.',
      ],
    ],
    doIt: { words: 'Choose the group whose hosts you want to see', to: paths.applications() },
  },
]
