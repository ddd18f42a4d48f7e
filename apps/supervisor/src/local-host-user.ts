/**
 * Who the local hosts run as (A27). Started by root, they run as a user who can read neither the key file nor the
 * database; started by anyone else, as that person: nobody else's rights are there to take.
 */
import { spawnSync } from 'node:child_process'

const userName = 'sluice-local'

/** Undefined: the supervisor's own user. */
export type LocalHostUser = { uid: number; gid: number } | undefined

/** `needs` are the paths that the user must be able to reach: files to read, folders to walk through. */
export function chooseLocalHostUser(needs: readonly string[], warn: (line: string) => void): LocalHostUser {
  if (process.getuid?.() !== 0) return undefined
  const user = findUser() ?? makeUser()
  if (user === undefined) return stayRoot(warn, `there is no user ${userName} and useradd could not make it`)
  const trouble = whatIsOutOfReach(user, needs)
  return trouble === undefined ? user : stayRoot(warn, `the user ${userName} cannot reach ${trouble}`)
}

function stayRoot(warn: (line: string) => void, why: string): undefined {
  warn(`Warning (A27): local hosts and their hooks run as root and can read the data folder, because ${why}.`)
  return undefined
}

function findUser(): LocalHostUser {
  const [uid, gid] = ['-u', '-g'].map((which) => Number(spawnSync('id', [which, userName]).stdout?.toString() || NaN))
  return uid && gid ? { uid, gid } : undefined
}

function makeUser(): LocalHostUser {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName])
  return findUser()
}

/** Tries it: permissions, mounts and security modules together decide, and only the kernel knows them all. */
function whatIsOutOfReach(user: { uid: number; gid: number }, needs: readonly string[]): string | undefined {
  const look = `for (const path of process.argv.slice(1)) {
    const { R_OK, X_OK } = fs.constants
    try { fs.accessSync(path, fs.statSync(path).isDirectory() ? X_OK : R_OK) } catch { console.log(path); break }
  }`
  const probe = spawnSync(process.execPath, ['-e', look, ...needs], { ...user, env: {}, cwd: '/', encoding: 'utf8' })
  return probe.status === 0 ? probe.stdout.trim() || undefined : process.execPath
}
