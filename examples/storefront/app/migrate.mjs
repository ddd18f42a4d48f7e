/**
 * Brings the catalogue to what this version needs, says what it does while it does it, and takes a moment for it.
 * Migrations only add: the version before must run on the result, or a rollback would break it.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { readCatalogue, writeCatalogue } from './catalogue.mjs'

const { version, migrations } = JSON.parse(readFileSync(new URL('release.json', import.meta.url), 'utf8'))
const goods = JSON.parse(readFileSync(new URL('goods.json', import.meta.url), 'utf8'))

const steps = {
  'create products': (catalogue) => ({ ...catalogue, products: goods }),
  'add ratings': (catalogue) => ({
    ...catalogue,
    ratings: Object.fromEntries(goods.map(({ name }, index) => [name, 3.6 + ((index * 5) % 14) / 10])),
  }),
}

const green = (text) => `\u001b[32m${text}\u001b[0m`

let catalogue = readCatalogue()
console.log(`Catalogue of storefront ${version}: ${catalogue.migrations.length} migrations applied before`)
for (const name of migrations) {
  const isNew = !catalogue.migrations.includes(name)
  if (isNew) {
    catalogue = { ...steps[name](catalogue), migrations: [...catalogue.migrations, name] }
    writeCatalogue(catalogue)
  }
  await pause(150)
  console.log(`${green('✓')} ${name}${isNew ? '' : ' (was there)'}`)
}

const { products } = catalogue
for (let done = 0; done < products.length;) {
  await pause(300)
  done = Math.min(done + 3, products.length)
  console.log(`Indexing products: ${done} of ${products.length}`)
}
console.log(green('Catalogue is ready'))
