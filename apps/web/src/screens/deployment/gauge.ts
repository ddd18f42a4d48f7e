/** The numbers and words of the health gauge. Percentages are of all hosts. */
import type { DeploymentStatus, HealthGauge } from '@sluice/model'

export interface GaugeView {
  servingPercent: number
  updatingPercent: number
  minimumPercent: number
  /** The figure that matters most, and what it counts. */
  hero: string
  heroWords: string
  mood: 'calm' | 'attention' | 'failed'
  facts: string
}

const number = (count: number): string => count.toLocaleString('en')

export function gaugeView(health: HealthGauge, status: DeploymentStatus): GaugeView {
  const percent = (count: number) => (health.total === 0 ? 0 : (100 * count) / health.total)
  return {
    servingPercent: percent(health.serving),
    updatingPercent: percent(health.updating),
    minimumPercent: percent(health.minimum),
    ...hero(health, status),
    facts: facts(health, status),
  }
}

function hero(health: HealthGauge, status: DeploymentStatus): Pick<GaugeView, 'hero' | 'heroWords' | 'mood'> {
  const { failuresLeft, failed, minimum, total } = health
  const budget = Math.max(0, total - minimum)
  const isOverspent = failed > budget
  if (status === 'Failed' && isOverspent)
    return { hero: number(total - failed), heroWords: `healthy, fewer than ${number(minimum)}`, mood: 'failed' }
  if (status === 'Failed' || status === 'Stopped' || status === 'Succeeded')
    return {
      hero: number(failed),
      heroWords: failed === 1 ? 'failure' : 'failures',
      mood: failed > 0 ? 'attention' : 'calm',
    }
  // In the waits of blue/green no host is at stake.
  const isAtRest = status === 'Ready' || (minimum === total && total > 0)
  if (isAtRest && failed === 0)
    return { hero: number(total), heroWords: status === 'Ready' ? 'ready' : 'serving', mood: 'calm' }
  const isScarce = failed > 0 && failuresLeft <= budget * 0.1
  return {
    hero: number(failuresLeft),
    heroWords: 'more may fail',
    mood: failuresLeft === 0 || isScarce ? 'attention' : 'calm',
  }
}

function facts({ serving, updating, failed, outOfService = 0 }: HealthGauge, status: DeploymentStatus): string {
  const parts = [status === 'Ready' ? 'without users yet' : `${number(serving)} serving`]
  if (updating > 0) parts.push(`${number(updating)} being updated`)
  if (failed > 0) parts.push(`${number(failed)} failed`)
  if (outOfService > 0) parts.push(`${number(outOfService)} out of service since before`)
  return parts.join(' · ')
}
