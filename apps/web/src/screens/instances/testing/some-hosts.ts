/** Three hosts as the list has them: one that is heard, one that went silent, one that was deregistered. */
import type { InstanceRow } from '@sluice/model'

export const tag = (Key: string, Value: string) => ({ Key, Value })
export const host = (instanceName: string, over: Partial<InstanceRow> = {}): InstanceRow => ({
  instanceName,
  tags: [tag('env', 'test')],
  registerTime: '2026-11-22T12:00:00Z',
  os: 'linux',
  agentVersion: '1.0.0',
  connected: true,
  ...over,
})

export const rows = [
  host('web-1'),
  host('web-2', { silentSince: 1000, tags: [tag('env', 'production')] }),
  host('web-7', { connected: false, deregisterTime: '2026-11-22T13:00:00Z', tags: [tag('env', 'production')] }),
]
