/** Light, dark or as the system says. `public/theme.js` does the same before the first paint. */
import { createStore } from '../ui/store.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Theme = 'light' | 'dark'

const storageKey = 'sluice.theme'
const systemIsDark = (): boolean => globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches === true

export const themeChoice = createStore<ThemeChoice>(readChoice())

export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, choice)
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
  themeChoice.set(choice)
  applyTheme()
}

export function currentTheme(): Theme {
  const choice = themeChoice.get()
  if (choice === 'system') return systemIsDark() ? 'dark' : 'light'
  return choice
}

/** Called once at the start: keeps `data-theme` right when the system changes its mind. */
export function watchTheme(): void {
  globalThis.matchMedia?.('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
  applyTheme()
}

function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme()
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
