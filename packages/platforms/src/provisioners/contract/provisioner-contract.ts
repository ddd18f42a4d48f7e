/** The promises of the `Provisioner` port, as one suite that every adapter runs. */
import type { Tag } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { ProvisionerTrouble, type Provisioner } from '../provisioner.ts'

export interface ProvisionerUnderTest {
  provisioner: Provisioner
  /** Names of the machines that run. */
  running(): string[]
  /** What each host was let in with, in order. */
  letIn: { name: string; tags: readonly Tag[] }[]
  /** From now on nothing works for this name. */
  breakDown(name: string): void
}

const tags = [{ Key: 'fleet', Value: 'local' }]

export function provisionerContract(name: string, make: () => Promise<ProvisionerUnderTest>): void {
  describe(`${name} keeps the promises of a provisioner`, () => {
    it('makes a machine that may enrol under its tags', async () => {
      const { provisioner, running, letIn } = await make()
      const [first = ''] = provisioner.names
      await provisioner.provision(first, tags)
      expect(running()).toEqual([first])
      expect(letIn).toEqual([{ name: first, tags }])
    })

    it('makes each machine once, however often it is told', async () => {
      const { provisioner, running } = await make()
      const [first = ''] = provisioner.names
      await provisioner.provision(first, tags)
      await provisioner.provision(first, tags)
      expect(running()).toEqual([first])
    })

    it('keeps a name in use until the machine has ended, and gives it away again afterwards', async () => {
      const { provisioner, running } = await make()
      const [first = '', second = ''] = provisioner.names
      expect(provisioner.isInUse(first)).toBe(false)
      await provisioner.provision(first, tags)
      await provisioner.provision(second, tags)
      expect(provisioner.isInUse(first)).toBe(true)
      await provisioner.terminate(first)
      expect([provisioner.isInUse(first), running()]).toEqual([false, [second]])
      await provisioner.provision(first, tags)
      expect(running().toSorted()).toEqual([first, second].toSorted())
    })

    it('ends what has ended without complaint', async () => {
      const { provisioner, running } = await make()
      const [first = ''] = provisioner.names
      await provisioner.terminate(first)
      await provisioner.provision(first, tags)
      await provisioner.terminate(first)
      await provisioner.terminate(first)
      expect(running()).toEqual([])
    })

    it('says in words what it could not do', async () => {
      const { provisioner, breakDown } = await make()
      const [first = ''] = provisioner.names
      breakDown(first)
      await expect(provisioner.provision(first, tags)).rejects.toThrow(ProvisionerTrouble)
      await expect(provisioner.terminate(first)).rejects.toThrow('is broken')
    })

    it('names each of its machines once', async () => {
      const { names } = (await make()).provisioner
      expect(new Set(names).size).toBe(names.length)
    })
  })
}
