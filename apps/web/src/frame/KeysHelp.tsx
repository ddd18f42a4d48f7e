/** The keys of the screen that is shown, and those of every screen. */
import { Link } from 'react-router'
import { KeyCaps } from '../components/KeyCaps.tsx'
import { paths } from '../paths.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { keyChoices, keysOf } from '../ui/key-choices.ts'
import { shortcutOf } from '../ui/key-map.ts'
import type { ShortcutId } from '../ui/key-map.ts'
import { activeShortcuts } from '../ui/keys.ts'
import { useStore } from '../ui/store.ts'
import { keysHelpOpen } from './keys-help-state.ts'

export default function KeysHelp() {
  const { isOn } = useStore(keyChoices)
  const active = activeShortcuts()
  const close = () => keysHelpOpen.set(false)
  return (
    <Dialog open onClose={close} title="Keys" wide>
      {!isOn && <p className="mb-3">Single keys are switched off. Ctrl K still opens the palette.</p>}
      <div className="grid gap-6 sm:grid-cols-2">
        <Keys title="On this screen" ids={active.filter((id) => shortcutOf(id).where === 'screen')} />
        <Keys title="Everywhere" ids={active.filter((id) => shortcutOf(id).where === 'any')} hasPalette />
      </div>
      <p className="mt-5 text-sm text-muted">
        No key does anything while you type.{' '}
        <Link to={paths.settings('keys')} onClick={close} className="link">
          Choose other keys, or switch them off
        </Link>
      </p>
    </Dialog>
  )
}

function Keys({ title, ids, hasPalette = false }: { title: string; ids: readonly ShortcutId[]; hasPalette?: boolean }) {
  const choices = useStore(keyChoices)
  return (
    <section aria-label={title}>
      <h3 className="mb-2 font-semibold">{title}</h3>
      {ids.length === 0 && <p className="text-muted">None of its own.</p>}
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5">
        {hasPalette && <KeyRow what="Find anything, do anything" keys="Ctrl+K" />}
        {ids.map((id) => (
          <KeyRow key={id} what={shortcutOf(id).what} keys={keysOf(id, choices)} />
        ))}
      </dl>
    </section>
  )
}

function KeyRow({ what, keys }: { what: string; keys: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd className="text-right">
        <KeyCaps keys={keys} />
      </dd>
    </>
  )
}
