/** Speaks the supervisor's language on a unix socket of a temporary folder; its hosts are folders. For tests. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export async function aSupervisor() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-provisioner-'))
  const [fleetFolder, socketPath] = [join(folder, 'fleet'), join(folder, 'supervisor.sock')]
  const running = new Set<string>()
  const broken = new Set<string>()
  const heard: string[] = []

  function answer(line: string): object | undefined {
    const { verb, name } = JSON.parse(line) as { verb: string; name: string }
    heard.push(`${verb} ${name}`)
    if (broken.has(name)) return { ok: false, error: `${name} is broken` }
    if (verb === 'ensure') {
      running.add(name)
      mkdirSync(join(fleetFolder, name, 'root'), { recursive: true })
    }
    if (verb === 'stop') running.delete(name)
    return { ok: true, children: [] }
  }

  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    createInterface({ input: socket }).on('line', (line) => socket.write(`${JSON.stringify(answer(line))}\n`))
  })
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, fleetFolder, socketPath, running, broken, heard }
}
