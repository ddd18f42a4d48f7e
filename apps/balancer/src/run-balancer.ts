/** The process put together: it serves what the disk says before anybody speaks to it, then it listens for more. */
import { balancerSocketPath } from '@sluice/load-balancers/embedded-wire'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openBalancers } from './balancers.ts'
import { listenForControl } from './control/control-server.ts'
import type { Settings } from './settings.ts'

const pollMs = 20

export type RunningBalancers = Awaited<ReturnType<typeof runBalancers>>

export async function runBalancers({ dataFolder, host }: Settings, log: Logger) {
  const balancers = openBalancers({ folder: join(dataFolder, 'balancer'), host, now: Date.now, log })
  const control = await listenForControl(balancerSocketPath(dataFolder), balancers, log)
  return {
    /** Takes nothing new; what is open has this long to end, then it is cut. */
    async close(graceMs: number): Promise<void> {
      control.close()
      control.closeAllConnections()
      balancers.end(graceMs)
      for (const end = Date.now() + graceMs; balancers.openExchanges() > 0 && Date.now() < end;) await pause(pollMs)
    },
  }
}
