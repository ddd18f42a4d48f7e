import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Checkbox, Input, RadioGroup } from './Field.tsx'
import { FieldsInError, Form } from './Form.tsx'

let scrolledTo: (string | null)[] = []
beforeEach(() => {
  scrolledTo = []
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolledTo.push(this.textContent)
  }
})
afterEach(cleanup)

const no = 'must not be empty.'

/** `answer` is what the server answers later. */
function Example({ answer }: { answer?: string }) {
  const [isTried, setTried] = useState(false)
  const [name, setName] = useState('')
  return (
    <>
      <Form onSubmit={() => setTried(true)}>
        <Input label="Owner" />
        <Input
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={isTried && name === '' ? no : answer}
        />
        <Input label="Port" error={isTried ? no : undefined} />
        <FieldsInError />
        <button type="submit">Create</button>
      </Form>
      <input aria-label="Elsewhere" />
    </>
  )
}

const press = () => {
  const create = screen.getByRole('button', { name: 'Create' })
  fireEvent.pointerDown(create)
  create.focus()
  fireEvent.click(create)
}
const focused = () => document.activeElement

describe('a try that leaves fields in error', () => {
  it('moves the focus to the first of them and scrolls it into view', () => {
    render(<Example />)
    press()
    expect(focused()).toBe(screen.getByLabelText('Name'))
    expect(scrolledTo).toEqual([`Name✕ ${no}`])
  })

  it('does so again at the next try, though nothing changed', () => {
    render(<Example />)
    press()
    press()
    expect(focused()).toBe(screen.getByLabelText('Name'))
  })

  it('does so when the answer comes later', () => {
    const { rerender } = render(<Example />)
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'web' } })
    press()
    press()
    screen.getByRole('button', { name: 'Create' }).focus()
    rerender(<Example answer="is taken." />)
    expect(focused()).toBe(screen.getByLabelText('Name'))
  })

  it('leaves whoever went on meanwhile where they are', () => {
    const { rerender } = render(<Example />)
    press()
    const elsewhere = screen.getByLabelText('Elsewhere')
    fireEvent.pointerDown(elsewhere)
    elsewhere.focus()
    rerender(<Example answer="is taken." />)
    expect(focused()).toBe(elsewhere)
  })

  it('counts them beside the button, as they come and go, and leads there', () => {
    render(<Example />)
    expect(screen.queryByText(/attention/)).toBeNull()
    press()
    fireEvent.click(screen.getByRole('button', { name: '2 fields need attention' }))
    expect(focused()).toBe(screen.getByLabelText('Name'))
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'web' } })
    expect(screen.getByRole('button', { name: '1 field needs attention' })).toBeDefined()
  })
})

it('the first one may be a choice', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  render(
    <Form onSubmit={() => {}}>
      <RadioGroup label="Kind" value="b" options={options} onChange={() => {}} error={no} />
      <Checkbox label="Seen" error={no} />
      <FieldsInError />
    </Form>,
  )
  fireEvent.click(screen.getByRole('button', { name: '2 fields need attention' }))
  expect(focused()).toBe(screen.getByLabelText('B'))
})
