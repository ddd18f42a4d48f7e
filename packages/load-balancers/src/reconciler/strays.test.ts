import { describe, expect, test } from 'vitest'
import { BalancerTrouble } from '../load-balancer.ts'
import { aDirectory } from '../testing/a-directory.ts'
import { aReconciledWorld, movedTime, pass } from '../testing/a-world.ts'

/** A process that serves balancers of these names. */
function aProcess(...names: string[]) {
  const serves = new Set(names)
  let isAway = false
  return {
    serves,
    away(so: boolean): void {
      isAway = so
    },
    async served() {
      if (isAway) throw new BalancerTrouble('The balancer process cannot be reached: it is not running', true)
      return [...serves].map((wireName) => ({
        isOf: ({ accountId, name }: { accountId: string; name: string }) => wireName === `${accountId}+${name}`,
        remove: async () => void serves.delete(wireName),
      }))
    },
  }
}

describe('balancers that no row asks for', () => {
  movedTime()

  test('one that was deleted when a former life ended is removed at the start', async () => {
    const balancers = aProcess('000000000001+edge', '000000000001+deleted', '000000000002+edge')
    const { faults } = await aReconciledWorld(aDirectory(), undefined, balancers.served)
    expect([...balancers.serves]).toEqual(['000000000001+edge'])
    expect(faults).toEqual([])
  })

  test('one under the name of an older version is removed, and the one of today stays', async () => {
    const balancers = aProcess('edge', '000000000001+edge')
    await aReconciledWorld(aDirectory(), undefined, balancers.served)
    expect([...balancers.serves]).toEqual(['000000000001+edge'])
  })

  test('a process that is not there at the start is asked until it is', async () => {
    const balancers = aProcess('000000000001+edge', '000000000001+deleted')
    balancers.away(true)
    const { faults } = await aReconciledWorld(aDirectory(), undefined, balancers.served)
    await pass(60_000)
    expect(balancers.serves.size).toBe(2)
    balancers.away(false)
    await pass(5000)
    expect([...balancers.serves]).toEqual(['000000000001+edge'])
    expect(faults).toEqual([])
  })

  test('one that cannot be removed keeps no other, and is tried again', async () => {
    const balancers = aProcess('000000000001+stubborn', '000000000001+deleted')
    let tries = 0
    const served = async () => {
      const [stubborn, ...others] = await balancers.served()
      const remove = async () => {
        tries += 1
        if (tries < 3) throw new BalancerTrouble('The balancer refused: no space left on device', true)
        await stubborn?.remove()
      }
      return stubborn ? [{ ...stubborn, remove }, ...others] : others
    }
    await aReconciledWorld(aDirectory(), undefined, served)
    expect([...balancers.serves]).toEqual(['000000000001+stubborn'])
    await pass(10_000)
    expect([...balancers.serves]).toEqual([])
  })

  test('one whose row is made while others are removed stays', async () => {
    const directory = aDirectory()
    const balancers = aProcess('000000000001+first', '000000000001+second')
    const served = async () => {
      const all = await balancers.served()
      directory.putBalancer({ name: 'second' })
      return all
    }
    await aReconciledWorld(directory, undefined, served)
    expect([...balancers.serves]).toEqual(['000000000001+second'])
  })

  test('when it stops, nobody is asked any more', async () => {
    const balancers = aProcess('000000000001+deleted')
    balancers.away(true)
    const { reconciler } = await aReconciledWorld(aDirectory(), undefined, balancers.served)
    await reconciler.stop()
    balancers.away(false)
    await pass(60_000)
    expect(balancers.serves.size).toBe(1)
  })
})
