import { describe, expect, test } from 'vitest'
import { cookieKindOf, endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts'

const http = { secure: false, port: 4600 }
const https = { secure: true, port: 443 }
const expires = new Date(Date.UTC(2026, 10, 29))

describe('the session cookie', () => {
  test('is bound to host and https where there is https', () => {
    expect(sessionCookie('slu_x', { ...https, expires })).toBe(
      '__Host-sluice_443=slu_x; Path=/; HttpOnly; SameSite=Lax; Secure; Expires=Sun, 29 Nov 2026 00:00:00 GMT',
    )
  })

  test('has another name on plain http, where browsers do not take the prefix', () => {
    expect(sessionCookie('slu_x', http)).toBe('sluice_session_4600=slu_x; Path=/; HttpOnly; SameSite=Lax')
  })

  test.each([
    ['http://127.0.0.1:4600', 'http://127.0.0.1:4601'],
    ['https://deploy.example.com', 'https://deploy.example.com:8443'],
  ])('of %s is not the one of %s: browsers send both to both', (one, other) => {
    const header = [one, other]
      .map((address) => sessionCookie(address, cookieKindOf(new URL(address))).split(';')[0])
      .join('; ')
    expect(readSessionCookie(header, cookieKindOf(new URL(one)))).toBe(one)
    expect(readSessionCookie(header, cookieKindOf(new URL(other)))).toBe(other)
  })

  test('is taken back by an empty one of the past', () => {
    expect(endedSessionCookie(http)).toContain('sluice_session_4600=; ')
    expect(endedSessionCookie(http)).toContain('Expires=Thu, 01 Jan 1970')
  })

  test.each([
    ['alone', 'sluice_session_4600=slu_x', 'slu_x'],
    ['among others', 'theme=dark; sluice_session_4600=slu_x; a=b', 'slu_x'],
    ['not there', 'theme=dark', undefined],
    ['empty', 'sluice_session_4600=', undefined],
    ['no header', undefined, undefined],
  ])('is read %s', (_where, header, secret) => {
    expect(readSessionCookie(header, http)).toBe(secret)
  })

  test('A19: of two cookies with its name none is believed: one may be planted', () => {
    expect(readSessionCookie('sluice_session_4600=planted; sluice_session_4600=own', http)).toBeUndefined()
  })

  test('over https the unbound name counts for nothing', () => {
    expect(readSessionCookie('sluice_session_4600=slu_x', https)).toBeUndefined()
  })
})
