/** All planted bugs, each a mistake that somebody might make on a Friday. */
import { blueGreenBugs } from './bugs/blue-green.ts'
import { conductorBugs } from './bugs/conductor.ts'
import { groupBugs } from './bugs/groups.ts'
import { hostBugs } from './bugs/hosts.ts'
import { laterHostsBugs } from './bugs/later-hosts.ts'
import { peopleBugs } from './bugs/people.ts'
import { schedulingBugs } from './bugs/scheduling.ts'
import type { PlantedBug } from './planted-bug.ts'

export const plantedBugs: readonly PlantedBug[] = [
  ...schedulingBugs,
  ...groupBugs,
  ...hostBugs,
  ...peopleBugs,
  ...laterHostsBugs,
  ...blueGreenBugs,
  ...conductorBugs,
]
