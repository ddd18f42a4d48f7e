import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aSupervisor } from '../../testing/a-supervisor.ts'
import { provisionerContract, type ProvisionerUnderTest } from '../contract/provisioner-contract.ts'
import { createEmbeddedProvisioner } from './embedded-provisioner.ts'
import { createSupervisorClient } from './supervisor-client.ts'

async function anEmbedded(over: { fleet?: number; socketPath?: string } = {}) {
  const supervisor = await aSupervisor()
  const { folder, fleetFolder, running, broken } = supervisor
  const letIn: ProvisionerUnderTest['letIn'] = []
  const provisioner = createEmbeddedProvisioner({
    supervisor: createSupervisorClient(over.socketPath ?? supervisor.socketPath),
    fleetFolder,
    closedFolder: join(folder, 'closed'),
    fleet: over.fleet ?? 6,
    letIn: async (name, tags) => {
      if (!existsSync(join(fleetFolder, name))) throw new Error('the folder was not made yet')
      letIn.push({ name, tags })
    },
  })
  return {
    ...supervisor,
    provisioner,
    letIn,
    running: () => [...running],
    breakDown: (name: string) => broken.add(name),
  }
}

provisionerContract('the embedded provisioner', () => anEmbedded())

test('gives away the numbers above the fleet, to the last that has an address', async () => {
  const { provisioner } = await anEmbedded({ fleet: 6 })
  expect([provisioner.names[0], provisioner.names.at(-1), provisioner.names.length]).toEqual([
    'local-7',
    'local-244',
    238,
  ])
})

test('removes the whole folder of a host, also what a hook closed', async () => {
  const { provisioner, fleetFolder, folder } = await anEmbedded()
  await provisioner.provision('local-7', [])
  const closed = join(fleetFolder, 'local-7/root/closed')
  mkdirSync(join(closed, 'inner'), { recursive: true })
  chmodSync(closed, 0o000)
  await provisioner.terminate('local-7')
  expect([readdirSync(fleetFolder), readdirSync(join(folder, 'closed'))]).toEqual([[], []])
})

test('follows no link out of the folder of a host', async () => {
  const { provisioner, fleetFolder, folder } = await anEmbedded()
  const precious = join(folder, 'precious')
  mkdirSync(precious)
  writeFileSync(join(precious, 'database'), 'all we have')
  await provisioner.provision('local-7', [])
  symlinkSync(precious, join(fleetFolder, 'local-7/root/link'))
  await provisioner.terminate('local-7')
  expect(readdirSync(precious)).toEqual(['database'])
})

test.each(['../precious', 'local-0', 'local-245', 'web-1', ''])('touches nothing for the name "%s"', async (name) => {
  const { provisioner, heard } = await anEmbedded()
  await expect(provisioner.terminate(name)).rejects.toThrow('is no local host')
  await expect(provisioner.provision(name, [])).rejects.toThrow('is no local host')
  expect(heard).toEqual([])
})

test('without a supervisor it says so', async () => {
  const { provisioner, folder } = await anEmbedded({ socketPath: '/nowhere/supervisor.sock' })
  await expect(provisioner.provision('local-7', [])).rejects.toThrow('the supervisor does not answer: connect ENOENT')
  expect(existsSync(join(folder, 'fleet'))).toBe(false)
})

test('a socket is reached however long the way to it is', async () => {
  const { folder } = await aSupervisor()
  const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60))
  mkdirSync(deep, { recursive: true })
  const before = process.cwd()
  const server = createServer((socket) => socket.resume().end('{"ok":true,"children":[]}\n'))
  process.chdir(deep)
  await new Promise<void>((resolve) => server.listen('supervisor.sock', resolve))
  process.chdir(before)
  onTestFinished(() => void server.close())
  await createSupervisorClient(join(deep, 'supervisor.sock')).ensure('local-7')
  expect(process.cwd()).toBe(before)
})

test('a supervisor that hangs up or stays silent is trouble, not a wait without end', async () => {
  const { folder } = await aSupervisor()
  const listen = async (name: string, greet: (end: () => void) => void) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      greet(() => socket.destroy())
    })
    await new Promise<void>((resolve) => server.listen(join(folder, name), resolve))
    onTestFinished(() => void server.close())
    return createSupervisorClient(join(folder, name), 20)
  }
  const hangsUp = await listen('a.sock', (end) => end())
  const isSilent = await listen('b.sock', () => undefined)
  await expect(hangsUp.ensure('local-7')).rejects.toThrow('the supervisor does not answer')
  await expect(isSilent.ensure('local-7')).rejects.toThrow('it did not answer within 0.02 seconds')
})
