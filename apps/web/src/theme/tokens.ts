/**
 * The colours of tokens.css for canvas, which cannot read classes. tokens.test.ts fails when the two differ, and
 * recomputes contrast and colour-blind distance.
 */
import type { Theme } from './theme.ts'

const light = {
  bg: '#ffffff',
  surface: '#f8fafc',
  raised: '#ffffff',
  line: '#e2e8f0',
  control: '#76849b',
  text: '#0f172a',
  muted: '#475569',
  accent: '#1d4ed8',
  'accent-text': '#ffffff',
  'accent-soft': '#eef3ff',
  'pending-line': '#76849b',
  progress: '#307eca',
  'progress-text': '#1b69cc',
  success: '#68d9c6',
  'success-line': '#0f766e',
  'success-text': '#0f766e',
  failed: '#aa0010',
  'failed-text': '#aa0010',
  stopped: '#550080',
  'stopped-text': '#550080',
  skipped: '#717171',
  'skipped-text': '#5b6472',
  ready: '#fda543',
  'ready-line': '#b45309',
  'ready-text': '#a64b08',
  'env-original': '#1d3fae',
  'env-replacement': '#3fa67a',
  'log-bg': '#0f172a',
  'log-text': '#dbe4f0',
  'log-muted': '#8ea0b8',
  'log-host': '#7cb0ff',
  'log-failed': '#ff8f9e',
  'log-failed-soft': '#381521',
  'ansi-red': '#ff8f9e',
  'ansi-green': '#5fd6b4',
  'ansi-yellow': '#f2b04a',
  'ansi-blue': '#7cb0ff',
  'ansi-magenta': '#d3a8ff',
  'ansi-cyan': '#6fd3e8',
  'danger-soft': '#fdf2f3',
  'warning-soft': '#fff6ea',
} as const

export type TokenName = keyof typeof light

const dark: Record<TokenName, string> = {
  ...light,
  bg: '#0b0f17',
  surface: '#121826',
  raised: '#161e2e',
  line: '#1f2a3d',
  control: '#5d6f8a',
  text: '#e6edf6',
  muted: '#9fb0c6',
  accent: '#7cb0ff',
  'accent-text': '#0b0f17',
  'accent-soft': '#15233f',
  'pending-line': '#5d6f8a',
  progress: '#006ca0',
  'progress-text': '#5aa2ff',
  success: '#4ab497',
  'success-line': '#4ab497',
  'success-text': '#2fbfa8',
  failed: '#eb3d20',
  'failed-text': '#ff6f91',
  stopped: '#bfa2ff',
  'stopped-text': '#bfa2ff',
  skipped: '#646464',
  'skipped-text': '#a3adba',
  ready: '#ffc754',
  'ready-line': '#ffc754',
  'ready-text': '#f2b04a',
  'env-original': '#5b82f0',
  'env-replacement': '#7ee8b8',
  'log-bg': '#080c13',
  'log-muted': '#7f91aa',
  'log-failed-soft': '#2a1218',
  'danger-soft': '#2a1218',
  'warning-soft': '#2a2010',
}

export const tokens: Record<Theme, Record<TokenName, string>> = { light, dark }

/** The fills that stand for a state; every two of them must be told apart by every kind of eyes. */
export const stateFills = [
  'progress',
  'success',
  'failed',
  'stopped',
  'skipped',
  'ready',
] as const satisfies TokenName[]
