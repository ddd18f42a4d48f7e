import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Findable } from './Findable.tsx'

const names = (count: number) => Array.from({ length: count }, (_, at) => `shop ${at + 1}.0`)
const list = (rows: string[]) =>
  render(
    <Findable what="revisions" rows={rows} textOf={(row) => row}>
      {(shown) => shown.map((row) => <p key={row}>{row}</p>)}
    </Findable>,
  )
const seen = () => screen.queryAllByText(/^shop \d/).length
const find = (words: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value: words } })

afterEach(cleanup)

describe('a list', () => {
  it('of at most 100 rows has nothing to find in', () => {
    list(names(100))
    expect([screen.queryByRole('searchbox'), seen()]).toEqual([null, 100])
  })

  it('of more finds by words, in rows that are not drawn too', () => {
    list(names(450))
    expect(seen()).toBe(200)
    find('SHOP 441')
    expect(screen.queryByText('shop 441.0')).not.toBeNull()
    expect(seen()).toBe(1)
  })

  it('draws more of very many rows on asking', () => {
    list(names(450))
    fireEvent.click(screen.getByRole('button', { name: 'Show more of 450 revisions' }))
    expect(seen()).toBe(400)
  })

  it('says when nothing is found, and goes back', () => {
    list(names(101))
    find('bakery')
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
    expect(seen()).toBe(101)
  })
})
