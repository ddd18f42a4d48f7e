import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { CopyButton } from './CopyButton.tsx'
import { copyText } from './copy-text.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(document, 'execCommand')
})

/** What the browser's own command would have copied. */
function withoutClipboard(answer: boolean): string[] {
  const copied: string[] = []
  vi.stubGlobal('navigator', { ...navigator, clipboard: undefined })
  document.execCommand = () => {
    const field = document.activeElement
    if (field instanceof HTMLTextAreaElement) copied.push(field.value.slice(field.selectionStart, field.selectionEnd))
    return answer
  }
  return copied
}

it('a text is written to the clipboard where there is one', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  expect(await copyText('d-1A2B3C4D5')).toBe(true)
  expect(written).toEqual(['d-1A2B3C4D5'])
})

it('a page without TLS copies all the same, and the focus stays', async () => {
  const copied = withoutClipboard(true)
  render(<button type="button">here</button>)
  screen.getByText('here').focus()
  expect(await copyText('two\nlines')).toBe(true)
  expect(copied).toEqual(['two\nlines'])
  expect(document.activeElement).toBe(screen.getByText('here'))
  expect(document.querySelector('textarea')).toBeNull()
})

it('a copy button says what came of it, whichever', async () => {
  withoutClipboard(false)
  render(<CopyButton text="d-1A2B3C4D5" what="deployment id" />)
  await act(async () => void fireEvent.click(screen.getByRole('button')))
  expect(screen.getByRole('status').textContent).toBe('Not copied: select the text and copy it')
  withoutClipboard(true)
  await act(async () => void fireEvent.click(screen.getByRole('button')))
  expect(screen.getByRole('status').textContent).toBe('Copied')
})
