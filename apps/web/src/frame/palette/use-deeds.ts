/** What can be done from here: on this screen, everywhere, and where one can go. */
import { useNavigate } from 'react-router'
import { commands } from '../../components/commands.ts'
import { paths } from '../../paths.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { signOut } from '../../session/sign-out.ts'
import { chooseTheme, currentTheme } from '../../theme/theme.ts'
import { keyChoices, keysOf } from '../../ui/key-choices.ts'
import type { ShortcutId } from '../../ui/key-map.ts'
import { useStore } from '../../ui/store.ts'
import { toast } from '../../ui/Toast.tsx'
import { chooseZone, otherZone, useTimeChoice } from '../../ui/zones.ts'
import { copyLink } from '../FrameKeys.tsx'
import { openKeysHelp } from '../keys-help-state.ts'
import { places } from '../places.ts'
import type { PaletteItem } from './item.ts'

export function useDeeds(): { here: readonly PaletteItem[]; everywhere: readonly PaletteItem[] } {
  const here = useStore(commands).map(({ shortcut, ...command }): PaletteItem => ({
    id: `here:${command.name}`,
    group: 'On this screen',
    ...command,
    ...keysFor(shortcut),
  }))
  return { here, everywhere: [...useDoings(), ...useGoings()] }
}

const keysFor = (shortcut: ShortcutId | undefined): { keys?: string } => {
  const choices = keyChoices.get()
  return shortcut === undefined || !choices.isOn ? {} : { keys: keysOf(shortcut, choices) }
}

function useGoings(): readonly PaletteItem[] {
  const navigate = useNavigate()
  return places.map(({ name, to, shortcut, also }) => ({
    id: `go:${to}`,
    group: 'Go to',
    name,
    to,
    ...(also !== undefined && { also }),
    ...keysFor(shortcut),
    run: () => void navigate(to),
  }))
}

function useDoings(): readonly PaletteItem[] {
  const navigate = useNavigate()
  const zone = otherZone(useTimeChoice())
  const doing = (name: string, also: string, run: () => void, rest: Partial<PaletteItem> = {}): PaletteItem => ({
    id: `do:${name}`,
    group: 'Do',
    name,
    also,
    run,
    ...rest,
  })
  const otherTheme = currentTheme() === 'dark' ? 'light' : 'dark'
  return [
    doing('Create deployment', 'new start deploy', () => void navigate(paths.newDeployment()), {
      whyNot: whyNot(useMay('createDeployment')),
    }),
    doing('Create application', 'new', () => void navigate(paths.newApplication()), {
      whyNot: whyNot(useMay('createApplication')),
    }),
    doing('Copy link', 'share address url', () => void copyLink(), keysFor('copyLink')),
    doing(`Use the ${otherTheme} theme`, 'toggle colours', () => chooseTheme(otherTheme)),
    doing(zone === 'local' ? 'Show local times' : `Show times of ${zone}`, 'clock zone utc local', () =>
      chooseZone(zone),
    ),
    doing('Show the keys of this screen', 'keyboard shortcuts help', openKeysHelp, keysFor('keysHelp')),
    doing('Read about the API', 'openapi curl scripts help', () => void navigate(paths.apiHelp())),
    doing('Sign out', 'log out leave', () => void leave()),
  ]
}

async function leave(): Promise<void> {
  const failed = await signOut()
  if (failed !== undefined) toast(`You are still signed in. ${failed.message}`, 'refused')
}
