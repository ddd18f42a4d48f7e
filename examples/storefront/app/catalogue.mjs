/** The shop's "database": tables in one JSON file that outlives every version of the shop. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const file = `${process.env.SLUICE_HOST_ROOT || ''}/var/lib/storefront/catalogue.json`

export function readCatalogue() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return { migrations: [] }
    throw error
  }
}

export function writeCatalogue(catalogue) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(catalogue, null, 2))
  renameSync(`${file}.new`, file)
}
