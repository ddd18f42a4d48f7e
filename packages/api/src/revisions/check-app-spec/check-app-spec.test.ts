import { appSpecTemplate } from '@sluice/model'
import { expect, test } from 'vitest'
import { aWorld } from '../../testing/a-world.ts'

test('the text of an AppSpec is checked for everybody, with the place and the way out of each complaint', async () => {
  const world = await aWorld()
  const check = (text: string) => world.call('checkAppSpec', { text }, { role: 'viewer' })
  expect(await check(appSpecTemplate)).toEqual({ valid: true, complaints: [] })
  expect(await check('version: 0.0\nos: Linux\n')).toMatchObject({
    valid: false,
    complaints: [{ rule: 'V4', line: 2, column: 5, fix: { replacement: { text: 'linux' } } }],
  })
  expect(await check('#'.repeat(270_000))).toMatchObject({ valid: false, complaints: [{ rule: 'S4' }] })
})

test('more than anybody writes is refused', async () => {
  const world = await aWorld()
  expect(await world.refused('checkAppSpec', { text: '#'.repeat(300_001) })).toMatchObject({
    code: 'InvalidInputException',
  })
})
