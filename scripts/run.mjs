/** Runs a command for a script that has something to say about it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const quietMilliseconds = 1_000
const everyMilliseconds = 15_000

export const binary = (name) => `${root}node_modules/.bin/${name}`

/**
 * Shows what is being done as soon as it takes longer than a second, and the command's own words only if it fails.
 * Answers whether it went well, and those words.
 */
export async function runQuietly(doing, command, args, options = {}) {
  const startedAt = Date.now()
  let timer = setTimeout(function say() {
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    console.log(seconds < 5 ? `${doing}…` : `${doing}… ${seconds} s`)
    timer = setTimeout(say, everyMilliseconds)
  }, quietMilliseconds)
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...withEnvironment(options) })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += chunk))
  const code = await endOf(child)
  clearTimeout(timer)
  return { isGood: code === 0, words }
}

/** Runs it in the open: its words are ours. Answers its exit code. */
export function runAloud(command, args, options = {}) {
  return endOf(spawn(command, args, { cwd: root, stdio: 'inherit', ...withEnvironment(options) }))
}

function withEnvironment({ env, ...options }) {
  return { ...options, env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env } }
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}
