/** What the ledger says of an event is true of its status: nothing that failed or runs is told as done. */
import { LifecycleEventName, LifecycleEventStatus, type LifecycleEvent } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { ledgerEvents } from './ledger-events.ts'
import type { ScriptSources } from './script-sources.ts'

const started = '2026-11-23T10:00:00.000Z'

const sources = (
  hooks: Record<string, { location: string }[]> | undefined,
  before: ScriptSources['previous'] = { deployment: { deploymentId: 'd-OLD000000', revisionName: 'shop-1.0' } },
): ScriptSources => ({
  own: { deployment: { deploymentId: 'd-NEW000000', revisionName: 'shop-1.1' }, ...hooksOf(hooks) },
  previous: { ...before, ...hooksOf(hooks) },
})

const hooksOf = (hooks: Record<string, { location: string }[]> | undefined) =>
  hooks && {
    hooks: Object.fromEntries(
      Object.entries(hooks).map(([name, scripts]) => [name, scripts.map((script) => ({ ...script, timeout: 60 }))]),
    ),
  }

const script = [{ location: 'scripts/run.sh' }]
const scripted = Object.fromEntries(LifecycleEventName.options.map((name) => [name, script]))

function textOf(
  event: Pick<LifecycleEvent, 'lifecycleEventName' | 'status'> & Partial<LifecycleEvent>,
  from: ScriptSources,
): string {
  const begun = event.status === 'Pending' || event.status === 'Skipped' ? {} : { startTime: started }
  const [row] = ledgerEvents({ revisionName: 'shop-1.1' }, { lifecycleEvents: [{ ...begun, ...event }] }, from)
  return row?.text ?? ''
}

const anyway = {
  Pending: 'Has not begun.',
  Skipped: 'Did not run.',
  Unknown: 'What became of it is not known.',
}

const own = {
  DownloadBundle: {
    InProgress: 'The bundle of shop-1.1 is on its way to the host.',
    Succeeded: 'The bundle of shop-1.1 came to the host.',
    Failed: 'The bundle of shop-1.1 did not come to the host whole.',
  },
  Install: {
    InProgress: 'The files of shop-1.1 are being put in place, those of the revision before taken away.',
    Succeeded: 'The files of shop-1.1 were put in place, those of the revision before taken away.',
    Failed: 'The files of shop-1.1 were not all put in place.',
  },
  BlockTraffic: {
    InProgress: 'The load balancer is asked to send no users here any more.',
    Succeeded: 'The load balancer sends no users here any more.',
    Failed: 'The load balancer did not confirm that it sends no users here: some may still come.',
  },
  AllowTraffic: {
    InProgress: 'The load balancer is asked to send users here.',
    Succeeded: 'The load balancer sends users here.',
    Failed: 'The load balancer did not confirm that it sends users here.',
  },
}

const ofScripts = (whose: string) => ({
  InProgress: `Scripts of ${whose} are running.`,
  Succeeded: `Scripts of ${whose}.`,
  Failed: `Scripts of ${whose}: scripts/run.sh failed.`,
})

const ofPrevious: readonly string[] = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop']

const expected: Record<string, Record<string, string>> = Object.fromEntries(
  LifecycleEventName.options.map((name) => {
    const whose = ofPrevious.includes(name) ? 'shop-1.0, which d-OLD000000 installed here before' : 'shop-1.1'
    return [name, { ...anyway, ...(name in own ? own[name as keyof typeof own] : ofScripts(whose)) }]
  }),
)

describe('what the ledger says of an event', () => {
  test.each(
    LifecycleEventName.options.flatMap((name) => LifecycleEventStatus.options.map((status) => [name, status] as const)),
  )('%s that is %s', (lifecycleEventName, status) => {
    const diagnostics = { errorCode: 'ScriptFailed' as const, scriptName: 'scripts/run.sh', message: '', logTail: '' }
    const event = { lifecycleEventName, status, ...(status === 'Failed' && { diagnostics }) }
    expect(textOf(event, sources(scripted))).toBe(expected[lifecycleEventName]?.[status])
  })

  test.each([
    ['InProgress', 'No script: shop-1.1 has none for it.'],
    ['Succeeded', 'No script: shop-1.1 has none for it.'],
    ['Failed', 'No script: shop-1.1 has none for it. It failed all the same.'],
  ] as const)('without a script that is %s', (status, text) => {
    expect(textOf({ lifecycleEventName: 'AfterInstall', status }, sources({}))).toBe(text)
  })

  test.each([
    ['InProgress', /^Scripts of shop-1\.1 are running\. Its bundle is not stored/],
    ['Succeeded', /^Scripts of shop-1\.1\. Its bundle is not stored/],
    ['Failed', /^Scripts of shop-1\.1: it failed\. Its bundle is not stored/],
  ] as const)('of a bundle that is gone that is %s', (status, text) => {
    expect(textOf({ lifecycleEventName: 'AfterInstall', status }, sources(undefined))).toMatch(text)
  })

  test.each([
    ['InProgress', 'Nothing of this group was installed here before: no script runs.'],
    ['Succeeded', 'Nothing of this group was installed here before: no script ran.'],
    ['Failed', 'Nothing of this group was installed here before: no script ran. It failed all the same.'],
  ] as const)('of a host on which nothing was that is %s', (status, text) => {
    const { own: mine } = sources(scripted)
    expect(textOf({ lifecycleEventName: 'ApplicationStop', status }, { own: mine })).toBe(text)
  })

  test('that failed without naming a script leaves open which of them ran', () => {
    expect(textOf({ lifecycleEventName: 'AfterInstall', status: 'Failed' }, sources(scripted))).toBe(
      'Scripts of shop-1.1: it failed, and which of them ran is not known.',
    )
  })
})
