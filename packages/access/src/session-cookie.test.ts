import { describe, expect, test } from 'vitest'
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts'

const expires = new Date(Date.UTC(2026, 10, 29))

describe('the session cookie', () => {
  test('is bound to host and https where there is https', () => {
    expect(sessionCookie('slu_x', { secure: true, expires })).toBe(
      '__Host-sluice=slu_x; Path=/; HttpOnly; SameSite=Lax; Secure; Expires=Sun, 29 Nov 2026 00:00:00 GMT',
    )
  })

  test('has another name on plain http, where browsers do not take the prefix', () => {
    expect(sessionCookie('slu_x', { secure: false })).toBe('sluice_session=slu_x; Path=/; HttpOnly; SameSite=Lax')
  })

  test('is taken back by an empty one of the past', () => {
    expect(endedSessionCookie({ secure: false })).toContain('sluice_session=; ')
    expect(endedSessionCookie({ secure: false })).toContain('Expires=Thu, 01 Jan 1970')
  })

  test.each([
    ['alone', 'sluice_session=slu_x', 'slu_x'],
    ['among others', 'theme=dark; sluice_session=slu_x; a=b', 'slu_x'],
    ['not there', 'theme=dark', undefined],
    ['empty', 'sluice_session=', undefined],
    ['no header', undefined, undefined],
  ])('is read %s', (_where, header, secret) => {
    expect(readSessionCookie(header, { secure: false })).toBe(secret)
  })

  test('A19: of two cookies with its name none is believed: one may be planted', () => {
    expect(readSessionCookie('sluice_session=planted; sluice_session=own', { secure: false })).toBeUndefined()
  })

  test('over https the unbound name counts for nothing', () => {
    expect(readSessionCookie('sluice_session=slu_x', { secure: true })).toBeUndefined()
  })
})
