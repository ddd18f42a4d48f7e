/** The room over a store in memory, with a door that writes one change after the other, for tests. */
import { isRefusal, type Actor, type Credential, type Role, type User } from '@sluice/model'
import { directoryKeys, openMemoryStore, type Commit, type DirectoryChange } from '@sluice/store'
import { movableClock } from '@sluice/testkit'
import { createAccess, type AccessNeeds } from '../access.ts'
import type { Write } from '../write.ts'

export const accountId = '000000000001'
/** So cheap that a test hardly notices; the real cost is what the default says. */
const passwordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 }

export const aPerson = (role: Role): Actor => ({ kind: 'user', accountId, userId: 'dana', name: 'Dana', role })

export function aRoom(over: Partial<AccessNeeds> = {}) {
  const store = openMemoryStore()
  const clock = movableClock()
  const write: Write = async ({ by, decide }) => {
    const decided = await decide(store, clock.now())
    const isRefused = isRefusal(decided)
    const { actor, action, resource, requestId } = by
    const entry = { accountId, at: iso(), actor: actor.kind, actorName: actor.name, action, resource, requestId }
    await commit(isRefused ? [] : decided.changes, [
      { ...entry, outcome: isRefused ? 'refused' : 'done', detail: isRefused ? decided.message : '' },
    ])
    return isRefused ? decided : decided.answer
  }
  const access = createAccess({ store, write, region: 'us-east-1', now: clock.now, passwordCost, ...over })
  const iso = (afterMs = 0) => new Date(clock.now() + afterMs).toISOString()

  async function commit(directory: DirectoryChange[], audit: Commit['audit'] = []): Promise<void> {
    const nothing = { appended: [], snapshots: [], deployments: [], targets: [], idempotency: [] }
    await store.commit({ at: clock.now(), ...nothing, directory, audit })
    access.noteCommitted(directory)
  }

  async function addUser(over: Partial<User> = {}): Promise<User> {
    const user: User = {
      userId: 'c0a8012e-7f4b-4a6e-9f3f-5d6c1b2a3e4f',
      accountId,
      email: 'dana@example.com',
      name: 'Dana',
      role: 'deployer',
      disabled: false,
      createTime: iso(),
      ...over,
    }
    await commit([{ collection: 'users', key: directoryKeys.user(accountId, user.userId), put: user }])
    return user
  }

  /** Answers the secret of what it keeps. */
  async function addCredential(put: Credential): Promise<string> {
    const { secret, hash } = access.drawSecret()
    await commit([{ collection: 'credentials', key: hash, put }])
    return secret
  }

  const addSession = (userId: string): Promise<string> =>
    addCredential({ kind: 'session', accountId, userId, createTime: iso(), expireTime: iso(12 * 3_600_000) })

  const audit = () => store.listAudit({ accountId, limit: 100 })

  return { access, store, clock, iso, commit, addUser, addCredential, addSession, audit }
}
