/** Hosts that we made and that nobody knows any more. */
import { anInstance } from '@sluice/testkit'
import { expect, test } from 'vitest'
import { aRoom, ourTags, provision } from '../testing/a-provisioning-room.ts'

const accountId = '000000000001'
const no = async () => false

async function deregistered(tags = ourTags) {
  const room = aRoom()
  await room.done(provision('local-7'))
  const deregisterTime = '2026-03-01T10:00:00.000Z'
  room.instances.set('local-7', anInstance({ instanceName: 'local-7', tags, deregisterTime }))
  return room
}

test('a deregistered host that we made ends, and its name is free again', async () => {
  const { provisioning, provisioner } = await deregistered()
  await provisioning.endGivenUp(accountId, 'local-7', no)
  expect([provisioner.running(), provisioner.isInUse('local-7')]).toEqual([[], false])
})

test('one that never came in ends, too', async () => {
  const { provisioning, provisioner, done } = aRoom({ enrols: false, startLimitSeconds: 0.01 })
  await done(provision('local-7'))
  await provisioning.endGivenUp(accountId, 'local-7', no)
  expect(provisioner.running()).toEqual([])
})

test('one that is registered, or needed, goes on', async () => {
  const registered = aRoom()
  await registered.done(provision('local-7'))
  await registered.provisioning.endGivenUp(accountId, 'local-7', no)
  expect(registered.provisioner.running()).toEqual(['local-7'])
  const needed = await deregistered()
  await needed.provisioning.endGivenUp(accountId, 'local-7', async () => true)
  expect(needed.provisioner.running()).toEqual(['local-7'])
})

test('one that was no copy of a scaling group is left: the fleet that always runs may have been larger', async () => {
  const { provisioning, provisioner } = await deregistered([{ Key: 'fleet', Value: 'local' }])
  await provisioning.endGivenUp(accountId, 'local-7', no)
  expect(provisioner.running()).toEqual(['local-7'])
})

test('trouble with its machine is tried again, and told when it lasts', async () => {
  const { provisioning, provisioner, broken } = await deregistered()
  broken.machines.set('local-7', 'its folder is in use')
  await expect(provisioning.endGivenUp(accountId, 'local-7', no)).rejects.toThrow('its folder is in use')
  broken.machines.clear()
  broken.onceFor.add('local-7')
  await provisioning.endGivenUp(accountId, 'local-7', no)
  expect(provisioner.running()).toEqual([])
})
