import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Dialog } from './Dialog.tsx'

afterEach(cleanup)

function Page({ hasOpener, open }: { hasOpener: boolean; open: boolean }) {
  return (
    <main tabIndex={-1}>
      <h1 tabIndex={-1}>Deployment</h1>
      {hasOpener && <button type="button">Stop</button>}
      <Dialog open={open} onClose={() => undefined} title="Stop it?">
        <p>Really.</p>
      </Dialog>
    </main>
  )
}

/** The library moves the focus after a turn of the event loop. */
const settled = () => new Promise((done) => setTimeout(done, 0))

/** Opens the dialog from its button and closes it; what has the focus then. */
async function focusedAfterClosing(hasOpenerLeft: boolean): Promise<string> {
  const { rerender, getByRole } = render(<Page hasOpener open={false} />)
  getByRole('button', { name: 'Stop' }).focus()
  rerender(<Page hasOpener open />)
  await settled()
  rerender(<Page hasOpener={hasOpenerLeft} open />)
  rerender(<Page hasOpener={hasOpenerLeft} open={false} />)
  await settled()
  return document.activeElement?.tagName ?? ''
}

describe('closing a dialog', () => {
  it('gives the focus back to what opened it', async () => {
    expect(await focusedAfterClosing(true)).toBe('BUTTON')
  })

  it("gives it to the page's heading when that is gone", async () => {
    expect(await focusedAfterClosing(false)).toBe('H1')
  })
})
