/** Who may approve, how often, and what happens when nobody does (A20). */
import { writeFileSync } from 'node:fs'
import type { Client } from '@sluice/api/client'
import { expect, test } from '@playwright/test'
import { approve, createBlueGreenGroup, decision, expectServed, fleet, inStep, serve } from '../support/blue-green.ts'
import { deploy, ended, getDeployment, sample, versionOn } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { clientOf, createPerson, type Person, signIn } from '../support/signing-in.ts'

let sluice: Installation
let eve: Person
let finn: Person
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 1 })
  eve = await createPerson(sluice, 'eve', 'approver')
  finn = await createPerson(sluice, 'finn', 'approver')
})
test.afterAll(() => sluice?.remove())

const fourEyes = { approvers: 1, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true }

async function startedBy(api: Client, group: string, version: string): Promise<string> {
  const { deploymentId } = await api.call('createDeployment', {
    applicationName: 'storefront',
    deploymentGroupName: group,
    revision: sample(version),
  })
  await inStep(sluice, deploymentId, 'ready')
  return deploymentId
}

test('four eyes: who started it may not approve, and reads why; a second person may', async ({ page, browser }) => {
  const group = await createBlueGreenGroup(sluice, 'four-eyes', { approvalPolicy: fourEyes })
  const byEve = await clientOf(sluice, eve)
  const deploymentId = await startedBy(byEve, 'four-eyes', '1.0')

  await test.step('the page of the person who started it says why not, and so does the API', async () => {
    await signIn(page, sluice, eve)
    await page.goto(`${sluice.url}/deployments/${deploymentId}/approve`)
    await expect(page.getByText(/You started this deployment/).first()).toBeVisible()
    const button = page.getByRole('button', { name: /^Reroute traffic/ })
    if ((await button.count()) > 0) await expect(button.first()).toHaveAttribute('aria-disabled', 'true')
    await expect(approve(byEve, deploymentId)).rejects.toMatchObject({ code: 'ApprovalNotAllowed', status: 403 })
    expect((await getDeployment(sluice, deploymentId)).status).toBe('Ready')
  })

  await test.step('somebody else approves, and the first page shows it without a reload', async () => {
    const other = await (await browser.newContext()).newPage()
    await signIn(other, sluice, finn)
    await other.goto(`${sluice.url}/deployments/${deploymentId}/approve`)
    await other.getByLabel(/^Note/).fill('I looked at it with my own two')
    await other.getByLabel('Type four-eyes to approve').fill('four-eyes')
    await other.getByRole('button', { name: /^Reroute traffic/ }).click()
    expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
    await other.context().close()
    await expect(page.getByText(/Sam finn/).first()).toBeVisible()
    await expectServed(group.production, '1.0')
  })
})

test('A20: two people approve at the same moment: exactly one is answered 200', async () => {
  const group = await createBlueGreenGroup(sluice, 'at-once', { approvalPolicy: fourEyes })
  const deploymentId = await startedBy(sluice.api, 'at-once', '1.0')
  const people = await Promise.all([clientOf(sluice, eve), clientOf(sluice, finn)])
  const decisions = await Promise.all(people.map((api) => decision(api, deploymentId)))
  const answers = await Promise.allSettled(
    people.map((api, index) => api.call('continueDeployment', decisions[index] ?? { deploymentId })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = answers.find((answer) => answer.status === 'rejected')
  expect(refused?.reason).toMatchObject({ status: 409 })
  const result = await ended(sluice, deploymentId)
  expect([result.status, result.blueGreen?.ready?.approvals.length]).toEqual(['Succeeded', 1])
  await expectServed(group.production, '1.0')
})

test('A20: what was seen is no longer so: the approval is refused and asks to look again', async () => {
  const group = await createBlueGreenGroup(sluice, 'changed', { approvalPolicy: fourEyes })
  const deploymentId = await startedBy(sluice.api, 'changed', '1.0')
  const api = await clientOf(sluice, eve)
  const before = await decision(api, deploymentId)
  const [replacement = ''] = await fleet(sluice, deploymentId, 'Green')
  writeFileSync(sluice.fileOn(replacement, 'var/run/storefront.unwell'), 'the disk is being changed')
  await expect
    .poll(async () => (await api.call('getApproval', { deploymentId })).seen, { timeout: 30_000 })
    .not.toBe(before.seen)
  await expect(api.call('continueDeployment', before)).rejects.toMatchObject({
    code: 'StateChanged',
    status: 409,
    message: expect.stringContaining('0 of 1') as unknown,
  })
  expect((await getDeployment(sluice, deploymentId)).status).toBe('Ready')
  await sluice.api.call('stopDeployment', { deploymentId })
  expect((await ended(sluice, deploymentId)).status).toBe('Stopped')
  expect(await fetch(group.production).then(({ status }) => status)).toBe(503)
})

test('nobody decides until the deadline: the deployment stops, users stay, the replacement ends', async ({ page }) => {
  const waits = { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 0.2 } } as const
  const group = await createBlueGreenGroup(sluice, 'deadline', {}, waits)
  await serve(sluice, '1.0', 'deadline')
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { group: 'deadline' })
  await inStep(sluice, deploymentId, 'ready')
  const [replacement = ''] = await fleet(sluice, deploymentId, 'Green')
  await page.goto(`${sluice.url}/deployments/${deploymentId}/approve`)
  const stopped = await ended(sluice, deploymentId)
  expect(stopped.status).toBe('Stopped')
  expect(stopped.blueGreen?.ready?.ended?.how).toBe('deadline')
  await expect(page.getByRole('button', { name: /^Reroute traffic/ })).toHaveCount(0)
  await expectServed(group.production, '1.0')
  await expect.poll(() => versionOn(sluice, replacement)).toBeUndefined()
})
