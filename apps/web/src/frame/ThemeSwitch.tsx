/** System, light, dark, in turn. On phones the choice is in Settings. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { chooseTheme, themeChoice } from '../theme/theme.ts'
import type { ThemeChoice } from '../theme/theme.ts'
import { useStore } from '../ui/store.ts'
import { Tip } from '../ui/Tip.tsx'

const next: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' }
const icons = { system: Monitor, light: Sun, dark: Moon } as const
const words: Record<ThemeChoice, string> = { system: 'as the system', light: 'light', dark: 'dark' }

export function ThemeSwitch() {
  const choice = useStore(themeChoice)
  const Icon = icons[choice]
  return (
    <Tip text={`Theme: ${words[choice]}. Press for ${words[next[choice]]}.`}>
      <button
        type="button"
        aria-label={`Theme: ${words[choice]}`}
        onClick={() => chooseTheme(next[choice])}
        className="grid size-8 shrink-0 place-items-center max-sm:hidden rounded-md text-muted hover:bg-surface hover:text-text"
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tip>
  )
}
