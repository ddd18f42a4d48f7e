/** A follow-on is linked both ways, by facts and by rows, in the commit that starts it. ADR 9. */
import type { Commit } from '@sluice/store'
import { hold } from './broken.ts'

const rule = 'a follow-on is linked both ways'

export function checkLinks({ appended, deployments }: Commit): void {
  const [started, told] = [new Set<string>(), new Set<string>()]
  for (const { aggregate, events } of appended)
    for (const event of events) {
      if (event.type === 'DeploymentAdmitted' && event.spec.autoUpdateOf !== undefined)
        started.add(`${event.spec.autoUpdateOf} ${event.spec.deploymentId}`)
      if (event.type === 'AutoUpdated') told.add(`${aggregate.slice(11)} ${event.autoUpdateDeploymentId}`)
    }
  for (const link of started) hold(rule, told.has(link), () => `${link}: the first is not told`)
  for (const link of told) {
    hold(rule, started.has(link), () => `${link}: the second follows nothing`)
    const [root, follower = ''] = link.split(' ')
    const related = (id: string | undefined) =>
      deployments.find(({ deploymentId }) => deploymentId === id)?.relatedDeployments
    const down = related(root)?.autoUpdateOutdatedInstancesDeploymentIds ?? []
    const up = related(follower)?.autoUpdateOutdatedInstancesRootDeploymentId
    hold(rule, down.includes(follower) && up === root, () => `${link}: their rows say ${down.join()} and ${up}`)
  }
}
