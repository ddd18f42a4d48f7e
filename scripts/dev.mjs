/**
 * `npm run dev`: the installation of `npm start`, plus Vite's server for the dashboard (one port further, hot reload,
 * passing the API and the live channel on), plus a watch that builds the balancer, the BFF or the agent anew when a source
 * of theirs changes and ends the old one: the supervisor starts the new one within 250 ms.
 */
import { readdirSync, readFileSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
process.env.SLUICE_DEV = '1'
const { setUp } = await import('./set-up.mjs')
await setUp()
const { root, runQuietly } = await import('./run.mjs')

const port = Number(process.env.SLUICE_PORT || 4600)
const runFolder = join(resolve(process.env.SLUICE_DATA || 'data'), 'run')
const isPidOf = {
  balancer: (file) => file === 'balancer.pid',
  bff: (file) => file === 'bff.pid',
  agent: (file) => /^local-\d+\.pid$/.test(file),
}

await serveDashboard()
for (const app of Object.keys(isPidOf)) watchSources(app, [`apps/${app}/src`, ...roomsOf(app)])
await import('../apps/supervisor/dist/supervisor.mjs')

async function serveDashboard() {
  process.env.SLUICE_BFF_URL = `http://127.0.0.1:${port}`
  const { createServer } = await import('vite')
  const folder = `${root}apps/web`
  const server = await createServer({
    root: folder,
    configFile: `${folder}/vite.config.ts`,
    server: { port: port + 1 },
  })
  await server.listen()
  console.log(`Dashboard with hot reload: ${server.resolvedUrls?.local[0]}`)
}

/** The folders of all rooms that end up in an app's bundle. */
function roomsOf(app, seen = new Set()) {
  const { dependencies } = JSON.parse(
    readFileSync(`${root}${app.includes('/') ? app : `apps/${app}`}/package.json`, 'utf8'),
  )
  for (const name of Object.keys(dependencies).filter((each) => each.startsWith('@sluice/'))) {
    const room = name.replace('@sluice/', 'packages/')
    if (!seen.has(room)) roomsOf(room, seen.add(room))
  }
  return [...seen].map((room) => `${room}/src`)
}

/** Editors write a file in several steps: a build waits until it has been quiet for a moment. */
function watchSources(app, folders) {
  let timer
  for (const folder of folders) {
    watch(root + folder, { recursive: true }, (_event, file) => {
      if (!file || /\.test\.tsx?$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(() => void buildAndReplace(app, `${folder}/${file}`), 200)
    })
  }
}

async function buildAndReplace(app, changed) {
  const { isGood, words } = await runQuietly(`Building ${app}`, process.execPath, ['build.mjs'], {
    cwd: `${root}apps/${app}`,
  })
  if (!isGood) return console.error(words)
  console.log(`${changed} changed: ${app} is built and starts again.`)
  for (const file of readdirSync(runFolder).filter(isPidOf[app])) {
    try {
      process.kill(Number(readFileSync(join(runFolder, file), 'utf8')), 'SIGTERM')
    } catch {
      // It is between two lives.
    }
  }
}
