/** How a person gets in. */
import { expect, type Page } from '@playwright/test'
import { admin, type Installation } from './installation.ts'

export async function signIn(page: Page, on: Installation, who = admin): Promise<void> {
  await page.goto(`${on.url}/sign-in`)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password').fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/sign in/i)
}

/** Makes an account and signs in with its password. */
export async function signInAs(page: Page, on: Installation, role: 'viewer' | 'deployer'): Promise<void> {
  const who = { email: `${role}@example.com`, password: `${role} horse battery staple` }
  await on.api.call('createUser', { email: who.email, name: `Sam ${role}`, role, password: who.password })
  await signIn(page, on, who)
}
