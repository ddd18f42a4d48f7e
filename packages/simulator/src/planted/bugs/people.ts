/** Stop and rollback. */
import type { PlantedBug } from '../planted-bug.ts'

const rollback = 'packages/engine/src/rollback.ts'

export const peopleBugs: readonly PlantedBug[] = [
  {
    name: 'hosts that were only offered an event may still start it after a stop',
    file: 'packages/engine/src/deployment/wind-up.ts',
    find: 'for (const [reason, targets] of offered(draft))',
    replace: 'for (const [reason, targets] of [...offered(draft)].slice(1))',
  },
  {
    name: 'stop and roll back forgets to roll back',
    file: 'packages/engine/src/deployment/deployment-state.ts',
    find: '  at,\n  rollBack,\n',
    replace: '  at,\n  rollBack: false,\n',
  },
  {
    name: 'a rollback that fails is rolled back',
    file: rollback,
    find: 'if (isItselfTheRollback(spec, asked)) return { message: isRollbackItself }',
    replace: '',
  },
  {
    name: 'a stop is rolled back where only failures are',
    file: rollback,
    find: "const event = status === 'Failed' ? 'DEPLOYMENT_FAILURE' : 'DEPLOYMENT_STOP_ON_REQUEST'",
    replace: "const event = 'DEPLOYMENT_FAILURE'",
  },
  {
    name: 'a rollback is promised and never started',
    file: 'packages/engine/src/deployment/react.ts',
    find: '...(rollback && { rollback }),',
    replace: '',
  },
]
