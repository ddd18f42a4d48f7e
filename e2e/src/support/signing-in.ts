/** How a person gets in. */
import { type Client, createClient } from '@sluice/api/client'
import type { Role } from '@sluice/model'
import { expect, type Page } from '@playwright/test'
import { admin, type Installation } from './installation.ts'

export async function signIn(page: Page, on: Installation, who = admin): Promise<void> {
  await page.goto(`${on.url}/sign-in`)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password').fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/sign in/i)
}

export interface Person {
  email: string
  password: string
}

/** An account with a password of its own. */
export async function createPerson(on: Installation, name: string, role: Role): Promise<Person> {
  const who = { email: `${name}@example.com`, password: `${name} horse battery staple` }
  await on.api.call('createUser', { email: who.email, name: `Sam ${name}`, role, password: who.password })
  return who
}

/** Makes an account and signs in with its password. */
export async function signInAs(page: Page, on: Installation, role: 'viewer' | 'deployer'): Promise<void> {
  await signIn(page, on, await createPerson(on, role, role))
}

/** The API as this person, with a session as a browser has one. */
export async function clientOf(on: Installation, who: Person): Promise<Client> {
  const browser = browserHeaders(on)
  const cookie = (await sessionOf(on, who)).map(({ name, value }) => `${name}=${value}`).join('; ')
  return createClient({
    baseUrl: on.url,
    fetch: (url, request) => fetch(url, { ...request, headers: { ...browser, cookie } }),
  })
}

export type Session = { name: string; value: string; url: string }[]

/** Cookies of somebody who is signed in, for `context.addCookies`: stories that are not about signing in need no form. */
export async function sessionOf(on: Installation, { email, password }: Person = admin): Promise<Session> {
  const body = JSON.stringify({ email, password })
  const answer = await fetch(`${on.url}/api/signIn`, { method: 'POST', headers: browserHeaders(on), body })
  expect(answer.status, `${email} signs in`).toBe(200)
  return answer.headers.getSetCookie().map((cookie) => {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: on.url }
  })
}

const browserHeaders = (on: Installation) => ({
  origin: on.url,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})
