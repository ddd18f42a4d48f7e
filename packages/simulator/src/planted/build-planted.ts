/**
 * The simulator as one module with one bug in it: the file is changed while it is loaded into the bundle, and nowhere else.
 * What is not ours is left to the folder of installed packages, so the bundle must lie below the repository.
 */
import { build, type Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { planted, type PlantedBug } from './planted-bug.ts'

export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** `entry` is bundled with the bug in it; without one, as it is. */
export async function buildPlanted(entry: string, outfile: string, bug?: PlantedBug): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [othersStayOutside, ...(bug === undefined ? [] : [planting(bug)])],
  })
}

const othersStayOutside: Plugin = {
  name: 'others stay outside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@sluice/') ? undefined : { path, external: true },
    ),
}

/** A bug that no file took in would be looked for in vain. */
function planting(bug: PlantedBug): Plugin {
  return {
    name: 'planting',
    setup: ({ onLoad, onEnd }) => {
      let isPlanted = false
      onLoad({ filter: /[.]ts$/ }, async ({ path }) => {
        if (path !== root + bug.file) return undefined
        isPlanted = true
        return { contents: planted(await readFile(path, 'utf8'), bug), loader: 'ts' }
      })
      onEnd(() => {
        if (!isPlanted) throw new Error(`"${bug.name}": the simulator does not load ${bug.file}.`)
      })
    },
  }
}
