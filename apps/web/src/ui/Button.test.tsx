import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Button } from './Button.tsx'

afterEach(cleanup)

describe('a button that may not be pressed', () => {
  it('stays focusable, says why, and does nothing', () => {
    let presses = 0
    render(
      <Button disabledReason="Already finished." onClick={() => (presses += 1)}>
        Stop
      </Button>,
    )
    const button = screen.getByRole('button', { name: 'Stop' })
    button.focus()
    fireEvent.click(button)
    expect(document.activeElement).toBe(button)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Already finished.',
    )
    expect(presses).toBe(0)
  })

  it('submits no form', () => {
    let submits = 0
    render(
      <form onSubmit={() => (submits += 1)}>
        <Button type="submit" disabledReason="Choose a revision first.">
          Start deployment
        </Button>
      </form>,
    )
    fireEvent.click(screen.getByRole('button'))
    expect(submits).toBe(0)
  })
})

describe('a button whose reason comes and goes', () => {
  it('is the same button all the time and keeps the focus', () => {
    const { rerender } = render(<Button>Hold</Button>)
    const button = screen.getByRole('button', { name: 'Hold' })
    button.focus()
    rerender(<Button disabledReason="It is being stopped.">Hold</Button>)
    expect(document.activeElement).toBe(button)
    expect(screen.getByRole('button', { name: 'Hold' })).toBe(button)
    rerender(<Button>Hold</Button>)
    expect(document.activeElement).toBe(button)
    expect(button.hasAttribute('aria-describedby')).toBe(false)
  })
})

describe('a button that waits for its answer', () => {
  it('is pressed once', () => {
    let presses = 0
    render(
      <Button busy onClick={() => (presses += 1)}>
        Hold
      </Button>,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Hold' }))
    expect(presses).toBe(0)
  })
})
