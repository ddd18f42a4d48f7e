/** What must be well for `GET /healthz` to say so. */
import type { ServersPlatform } from '@sluice/platforms'
import { firstAccountId } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { localHostNames } from './local-hosts.ts'
import type { Health } from './routes/healthz.ts'

export interface HealthNeeds {
  store: Store
  servers: Pick<ServersPlatform, 'presence'>
  fleet: number
  isEngineRunning(): boolean
  /** Asked when there is a balancer process beside this one. */
  balancerAnswers?: (() => Promise<boolean>) | undefined
}

const mostNamed = 5

export function createHealth(needs: HealthNeeds): Health {
  const { store, servers, fleet, isEngineRunning, balancerAnswers = async () => true } = needs
  return {
    async reasons() {
      if (!(await isOpen(store))) return ['the store does not answer']
      if (!isEngineRunning()) return ['the engine does not run']
      const away = localHostNames(fleet).filter((name) => servers.presence(firstAccountId, name)?.connected !== true)
      return [...((await balancerAnswers()) ? [] : ['the balancer does not answer']), ...hostReasons(away)]
    },
  }
}

async function isOpen(store: Store): Promise<boolean> {
  try {
    await store.list('applications', directoryKeys.applications(firstAccountId))
    return true
  } catch {
    return false
  }
}

function hostReasons(away: readonly string[]): string[] {
  const named = away.slice(0, mostNamed).map((name) => `${name} is not connected`)
  const more = away.length - named.length
  return more > 0 ? [...named, `and ${more} more`] : named
}
