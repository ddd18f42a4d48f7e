import type { LifecycleEventName, LogLine } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { deployed } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

async function aLog(texts: Record<string, string[]>): Promise<{ world: World; deploymentId: string }> {
  const world = await aWorld()
  await world.storefront(2)
  const deploymentId = await deployed(world, '1.0')
  for (const [place, lines] of Object.entries(texts)) await say(world, `${deploymentId}/${place}/1`, lines)
  return { world, deploymentId }
}

const say = (world: World, commandId: string, texts: string[], stream: LogLine['stream'] = 'stdout') =>
  world.logs.append({
    commandId: commandId as `${string}/${string}/${LifecycleEventName}/${number}`,
    firstLine: 1,
    lines: texts.map((text, at) => ({ at, script: 'scripts/start.sh', stream, text })),
  })

const many = (count: number, text: string) => Array.from({ length: count }, (_, at) => `${text} ${at + 1}`)

describe('searching a log', () => {
  test('counts every line that matches, whatever the page: in all, per target and per event', async () => {
    const { world, deploymentId } = await aLog({
      'web-1/Install': many(150, 'refused'),
      'web-2/Install': [...many(30, 'refused'), 'fine'],
      'web-2/ApplicationStart': many(20, 'refused'),
    })
    const page = await world.call('searchDeploymentLog', { deploymentId, query: 'REFUSED', limit: 10 })
    expect(page.counts).toEqual({
      total: 200,
      targets: 2,
      perTarget: [
        { targetId: 'web-1', lines: 150, events: [{ event: 'Install', lines: 150 }] },
        {
          targetId: 'web-2',
          lines: 50,
          events: [
            { event: 'Install', lines: 30 },
            { event: 'ApplicationStart', lines: 20 },
          ],
        },
      ],
      perEvent: [
        { event: 'Install', lines: 180 },
        { event: 'ApplicationStart', lines: 20 },
      ],
      isWhole: true,
    })
    const next = await world.call('searchDeploymentLog', {
      deploymentId,
      query: 'refused',
      limit: 10,
      counts: false,
      nextToken: page.nextToken ?? '',
    })
    expect(next.counts).toBeUndefined()
    expect([...page.hits, ...next.hits].map(({ line }) => line.text)).toEqual(many(20, 'refused'))
  })

  test('a hit names its target, event, line and time, and has the lines around it of its own script', async () => {
    const { world, deploymentId } = await aLog({
      'web-1/Install': ['one', 'two', 'needle', 'four', 'five', 'six'],
    })
    await say(world, `${deploymentId}/web-2/Install/1`, ['another host'])
    const { hits } = await world.call('searchDeploymentLog', { deploymentId, query: 'needle', context: 2 })
    expect(hits.map(({ line, ranges }) => [line.targetId, line.event, line.line, line.at, ranges])).toEqual([
      ['web-1', 'Install', 3, 2, [[0, 6]]],
    ])
    expect(hits[0]?.before.map((line) => line.text)).toEqual(['one', 'two'])
    expect(hits[0]?.after.map((line) => line.text)).toEqual(['four', 'five'])
  })

  test('a bad expression is refused with the place of its mistake', async () => {
    const { world, deploymentId } = await aLog({})
    const refused = await world.refused('searchDeploymentLog', { deploymentId, query: 'exit (code', mode: 'regex' })
    expect(refused).toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('Unterminated group at position 6') as string,
      details: [{ field: 'query', column: 6 }],
    })
  })

  test('an expression that would never end is refused, and says why', async () => {
    const { world, deploymentId } = await aLog({ 'web-1/Install': [`${'a'.repeat(50)}!`] })
    const refused = await world.refused('searchDeploymentLog', { deploymentId, query: '(a+)+$', mode: 'regex' })
    expect(refused.code).toBe('InvalidInputException')
    expect(refused.message).toContain('Repetitions inside repetitions')
    expect((await world.call('searchDeploymentLog', { deploymentId, query: 'aaa' })).counts?.total).toBe(1)
  })

  test('lines around hits are read one after the other, and no more when nobody waits for them', async () => {
    const { world, deploymentId } = await aLog({ 'web-1/Install': many(20, 'needle') })
    const { read } = world.logs
    const left = new AbortController()
    let [reads, now, most] = [0, 0, 0]
    world.logs.read = async (...wanted) => {
      most = Math.max(most, (now += 1))
      if ((reads += 1) === 10) left.abort()
      return read(...wanted).finally(() => (now -= 1))
    }
    await world.call('searchDeploymentLog', { deploymentId, query: 'needle', context: 1 }, { signal: left.signal })
    expect([reads, most]).toEqual([10, 1])
  })

  test('a token that was not given out is refused', async () => {
    const { world, deploymentId } = await aLog({})
    expect(await world.refused('searchDeploymentLog', { deploymentId, nextToken: 'made up' })).toMatchObject({
      code: 'InvalidNextTokenException',
    })
  })

  test('A16: a log of another account is refused like one that never was', async () => {
    const { world, deploymentId } = await aLog({ 'web-1/Install': ['x'] })
    const stranger = { kind: 'user', accountId: '000000000002', userId: 'u', name: 'Eve', role: 'admin' } as const
    const foreign = await world.refused('searchDeploymentLog', { deploymentId, query: 'x' }, { caller: stranger })
    const missing = await world.refused('searchDeploymentLog', { deploymentId: 'd-NONE00000' }, { caller: stranger })
    expect(foreign.code).toBe('DeploymentDoesNotExistException')
    expect(foreign.message.replaceAll(deploymentId, 'd')).toBe(missing.message.replaceAll('d-NONE00000', 'd'))
  })
})

describe('reading from a line', () => {
  test('begins with the line that a link names', async () => {
    const { world, deploymentId } = await aLog({ 'web-1/Install': many(5, 'line') })
    const place = { deploymentId, targetId: 'web-1', event: 'Install' as const }
    const page = await world.call('getDeploymentLog', { ...place, fromLine: 4 })
    expect(page.lines.map(({ line, text }) => [line, text])).toEqual([
      [4, 'line 4'],
      [5, 'line 5'],
    ])
    expect((await world.call('getDeploymentLog', { ...place, fromLine: 6 })).lines).toEqual([])
  })

  test('needs to know of which event on which target', async () => {
    const { world, deploymentId } = await aLog({})
    expect(await world.refused('getDeploymentLog', { deploymentId, fromLine: 4 })).toMatchObject({
      code: 'InvalidInputException',
      details: [{ field: 'fromLine' }],
    })
  })
})

test('a log whose days are over says when it was removed, one that never was does not', async () => {
  const { world, deploymentId } = await aLog({ 'web-1/Install': ['x'] })
  const [never = ''] = [await deployed(world, '2.0')]
  const later = Date.now() + 15 * 24 * 3600 * 1000
  expect(await world.logs.removeOlderThan(later - 14 * 24 * 3600 * 1000, later)).toEqual([deploymentId])
  expect(await world.call('getDeploymentLog', { deploymentId })).toMatchObject({
    lines: [],
    keptDays: 14,
    removedTime: new Date(later).toISOString(),
  })
  expect((await world.call('getDeploymentLog', { deploymentId: never })).removedTime).toBeUndefined()
})
