/** What must survive a crash and a failed commit, and what must leave only after one. */
import type { PlantedBug } from '../planted-bug.ts'

const runTick = 'packages/conductor/src/run-tick.ts'
const conductor = 'packages/conductor/src/conductor.ts'

export const conductorBugs: readonly PlantedBug[] = [
  {
    name: 'of several commands of one tick only the last is sent',
    file: 'packages/conductor/src/tick.ts',
    find: 'commands.set(`${command.kind} ${command.id}`, command)',
    replace: 'commands.set(command.kind, command)',
  },
  {
    name: 'commands leave before the commit',
    file: runTick,
    find: 'let kept: Kept | undefined\n',
    replace: 'let kept: Kept | undefined\n  if (tick.commands.size > 0) dispatch(parts, tick)\n',
  },
  {
    name: 'a commit that failed leaves its facts in memory',
    file: runTick,
    find: 'const names = [...tick.wakes.keys()]\n  tick.abandon()',
    replace: 'const names = [...tick.wakes.keys()]',
  },
  {
    name: 'what was in flight at a crash is not sent again',
    file: conductor,
    find: '        await tick.owe(signal)\n',
    replace: '',
  },
  {
    name: 'the retry after a failed commit is put off by whatever else is committed',
    file: runTick,
    find: 'parts.alarms.set(name, earlier(at, parts.unsure.get(name)))',
    replace: 'parts.alarms.set(name, at)',
  },
  {
    name: 'an earlier alarm waits for the timer of a later one',
    file: 'packages/conductor/src/alarm-clock.ts',
    find: 'if (timer !== undefined && timer.at <= first.at) return',
    replace: 'if (timer !== undefined) return',
  },
  {
    name: 'a link of the audit chain does not hold',
    file: 'packages/store/src/memory/memory-store.ts',
    find: 'linked(entry, records.at(-1) ?? chainStart)',
    replace: 'linked(entry, chainStart)',
  },
]
