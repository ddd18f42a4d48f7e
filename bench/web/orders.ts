/** What the benchmark tells its server, and what that answers. */
export const admin = { email: 'dana@example.com', password: 'correct horse battery' }

export type Order = { number: number } & (
  | { kind: 'deploy'; hosts: number }
  | { kind: 'begin' }
  | { kind: 'pace'; perSecond: number }
  | { kind: 'succeeded'; deploymentId: string }
  | { kind: 'log'; deploymentId: string; host: number; from: number; lines: number }
  | { kind: 'end' }
)

export interface Answer {
  deploymentId?: string
  succeeded?: [count: number, at: number][]
}
