import type { LifecycleEventName } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import {
  approve,
  backId,
  endsAfterAnHour,
  id,
  pass,
  provisioned,
  retired,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  stop,
  stopsAfterAnHour,
} from '../../testing/blue-green-world.ts'
import { deploymentSignal, grant, offered, report, send, summary } from '../../testing/world.ts'

const everything = { provision: { scalingGroupName: 'web' }, readyWait: stopsAfterAnHour, originals: endsAfterAnHour }
const oneByOne = { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } } as const

const phases = (of: ReturnType<typeof started>) =>
  summary(of, id).phases.map(({ kind, state, ended, total }) => `${kind} ${state} ${ended}/${total}`)

function pipelineAt(event: LifecycleEventName): string[] {
  const of = started({}, oneByOne)
  runUntil(of, event)
  return phases(of)
}

describe('the phases', () => {
  it('are the steps that this deployment has, in order', () => {
    const of = started(everything)
    expect(phases(of)).toEqual([
      'provision running 0/2',
      'install pending 0/2',
      'approval pending 0/0',
      'reroute pending 0/2',
      'block pending 0/2',
      'wait pending 0/0',
      'originals pending 0/2',
    ])
    provisioned(of)
    run(of)
    approve(of)
    run(of)
    expect(phases(of)).toEqual([
      'provision done 2/2',
      'install done 2/2',
      'approval done 0/0',
      'reroute done 2/2',
      'block done 2/2',
      'wait running 0/0',
      'originals pending 0/2',
    ])
    pass(of, 60)
    retired(of)
    expect(phases(of).slice(-2)).toEqual(['wait done 0/0', 'originals done 2/2'])
  })

  it('count the hosts of a stage while it runs', () => {
    expect(pipelineAt('ValidateService')).toEqual([
      'install running 0/2',
      'reroute pending 0/2',
      'block pending 0/2',
      'originals pending 0/2',
    ])
    expect(pipelineAt('BlockTraffic')).toEqual([
      'install done 2/2',
      'reroute done 2/2',
      'block running 0/2',
      'originals pending 0/2',
    ])
  })

  it('that were never reached are skipped at the end, and the one that broke has failed', () => {
    const of = started({ receiving: 1 }, { targets: ['green-1', 'blue-1'] })
    run(of, id, { on: 'green-1', in: 'Install' })
    expect(phases(of)).toEqual([
      'install failed 1/1',
      'reroute skipped 0/1',
      'block skipped 0/1',
      'originals skipped 0/1',
    ])
  })
})

describe('the sentence', () => {
  it('says at each step what happens to which fleet', () => {
    const of = started({}, oneByOne)
    expect(sentenceOf(of)).toBe(
      'Installing on 2 replacements. None done, 1 running, none failed. Users are still on the originals.',
    )
    runUntil(of, 'AllowTraffic')
    expect(sentenceOf(of)).toBe('Rerouting traffic to 2 replacements. None done, 1 running, none failed.')
    runUntil(of, 'BlockTraffic')
    expect(sentenceOf(of)).toBe(
      'Taking traffic off 2 originals. None done, 1 running, none failed. Any failure fails the deployment.',
    )
  })

  it('of a stop in the reroute says where the users are and what follows', () => {
    const of = started()
    runUntil(of, 'BlockTraffic')
    const running = offered(of, id, 'blue-1') ?? ''
    grant(of, running)
    stop(of, true)
    expect(sentenceOf(of)).toBe(
      'Stopping, asked by Dana at 14:02 UTC. 1 host finishing. Traffic goes to 2 of 2 replacements and 2 of 2 originals. Then users are sent back to the originals.',
    )
    report(of, running)
    expect(sentenceOf(of, backId)).toMatch(/^Sending users back to 2 originals\./)
    run(of, backId)
    expect(sentenceOf(of, backId)).toMatch(/^Succeeded in 0:00\. Users were sent back to 2 originals\.$/)
  })

  it('of a failed deployment says why, and where the users are', () => {
    const of = started({ receiving: 1 }, { targets: ['green-1', 'blue-1'] })
    run(of, id, { on: 'green-1', in: 'ValidateService' })
    expect(sentenceOf(of)).toMatch(
      /^Failed: The only host failed; at least one must succeed\. green-1 was the first to fail, in ValidateService .*: exit code 1\. No traffic was moved\.$/,
    )
  })
})

describe('the gauge and the buttons', () => {
  it('counts only replacements that are ready as serving, and no failure is survived in the block stage', () => {
    const of = started({}, oneByOne)
    expect(summary(of, id).health).toEqual({
      total: 2,
      minimum: 1,
      serving: 0,
      updating: 1,
      failed: 0,
      failuresLeft: 0,
    })
    runUntil(of, 'BlockTraffic')
    expect(summary(of, id).health).toMatchObject({ total: 2, serving: 2, updating: 0, failuresLeft: 0 })
  })

  it('a stop leaves ready replacements part-way and originals untouched', () => {
    const of = started({ readyWait: stopsAfterAnHour })
    run(of)
    expect(summary(of, id).stopConsequences).toEqual({ leftPartWay: 2, updated: 0, untouched: 2 })
  })

  it('a hold keeps the hosts of a stage back until somebody continues', () => {
    const of = started({}, oneByOne)
    expect(send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Eli' })).toBeUndefined()
    run(of)
    expect(standing(of)).toMatchObject({ step: 'installing', replacement: { ready: 1, pending: 1 } })
    expect(sentenceOf(of)).toBe(
      'Held by Eli since 14:02 UTC. 1 done, none running, none failed. 1 host waits until someone continues.',
    )
    send(of, { ...deploymentSignal(id), kind: 'release', by: 'Eli' })
    run(of)
    expect(standing(of).step).toBe('ended')
  })

  it('an ended deployment can be rolled back while its originals are kept, whatever succeeded before', () => {
    const kept = started()
    run(kept)
    expect(summary(kept, id).actions.rollBack).toEqual({ allowed: true })
    const ended = started({ originals: { action: 'TERMINATE', waitMinutes: 0 } })
    run(ended)
    retired(ended)
    expect(summary(ended, id).actions.rollBack.allowed).toBe(false)
  })
})
