/** Runs one benchmark and writes its figures: `node --import tsx scripts/measure.mjs <file> <figures.json>`. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [file, out] = process.argv.slice(2)
const { measure } = await import(pathToFileURL(file).href)
writeFileSync(out, JSON.stringify(await measure(), null, 2))
process.exit()
