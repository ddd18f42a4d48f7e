/** A process that commits one event after the other and says so, until it is killed: `node --import tsx commit-for-ever.ts FILE`. */
import { anEvent, emptyCommit } from '../contract/contract-rows.ts'
import { openSqliteStore } from '../sqlite/sqlite-store.ts'

const store = openSqliteStore(process.argv[2] ?? '')
for (;;) {
  const after = store.lastSeq()
  const { seq } = await store.commit(
    emptyCommit({ appended: [{ aggregate: 'deployment:d-AAAAAAAA1', after, events: [anEvent(after + 1)] }] }),
  )
  process.stdout.write(`${seq}\n`)
}
