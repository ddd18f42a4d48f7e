import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostLogLine } from '@sluice/agent-link'
import { expect, test } from 'vitest'
import { tempFolders } from '../testing/temp-folder.ts'
import { openEventOutput } from './event-output.ts'

const tempFolder = tempFolders()

function anOutput() {
  const written: HostLogLine[] = []
  const file = join(tempFolder(), 'scripts.log')
  const log = { write: (line: HostLogLine) => void written.push(line), flush: () => undefined, finish: () => undefined }
  return { output: openEventOutput('ApplicationStart', log, file), written, file }
}

test('a private key that was begun masks its own output only, and ends with its script', () => {
  const { output, written, file } = anOutput()
  output.startScript('a.sh')
  output.scriptLine('a.sh', 'stdout', '-----BEGIN PRIVATE KEY-----')
  output.scriptLine('a.sh', 'stderr', 'waiting')
  output.scriptLine('a.sh', 'stdout', 'MIIE')
  output.startScript('b.sh')
  output.scriptLine('b.sh', 'stdout', 'starting')
  output.finish()
  const shown = ['-----BEGIN PRIVATE KEY-----', 'waiting', '[masked]', 'starting']
  expect(written.map(({ text }) => text)).toEqual(shown)
  expect(readFileSync(file, 'utf8')).not.toContain('MIIE')
  expect(output.tail()).toContain('[stdout]starting')
})
