/** An administrator sets everything up by the screens: application, configuration, group, host, revision; and takes it down. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { appSpecWithErrors, tgz } from '../support/bundles.ts'
import { ended } from '../support/deploying.ts'
import { drop } from '../support/dropping.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { aHost, type PastingHost } from '../support/pasted-command.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { expectRefusal } from '../support/refusals.ts'
import { signIn } from '../support/signing-in.ts'

test.describe.configure({ mode: 'serial' })
test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

let sluice: Installation
let host: PastingHost
test.beforeAll(async () => {
  host = aHost()
  sluice = await startInstallation({ fleet: 4, demo: false })
})
test.beforeEach(async ({ page }) => signIn(page, sluice))
test.afterAll(async () => {
  await host?.remove()
  await sluice?.remove()
})

const appSpec = `version: 0.0
os: linux
files:
  - source: page
    destination: /srv/shop
hooks:
  AfterInstall:
    - location: scripts/say.sh
      timeout: 20
`
const bundle = (version: string) =>
  tgz({ 'appspec.yml': appSpec, 'page/index.html': version, 'scripts/say.sh': `#!/bin/sh\necho shop ${version}\n` })

test('an application is created; a bad and a taken name are refused by their names', async ({ page }) => {
  const create = page.getByRole('button', { name: 'Create application' })
  const name = page.getByLabel('Application name')
  await goTo(page, 'Applications')
  await page.getByRole('link', { name: 'Create application' }).first().click()
  await name.fill('shop!')
  await create.click()
  await expect(name).toHaveAccessibleDescription(/letters, digits.*InvalidApplicationNameException/)
  await name.fill('shop')
  await create.click()
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible()

  await page.goto(`${sluice.url}/applications/new`)
  await name.fill('shop')
  await create.click()
  await expect(name).toHaveAccessibleDescription(/already.*ApplicationAlreadyExistsException/)
  await expect(name).toHaveValue('shop')
  await expectRefusal(sluice.api.call('createApplication', { applicationName: 'shop' }), {
    code: 'ApplicationAlreadyExistsException',
    status: 409,
  })
})

test('a configuration says what it does with any number of hosts before it exists', async ({ page }) => {
  await goTo(page, 'Configurations')
  await page.getByRole('button', { name: 'Create configuration' }).first().click()
  const dialog = page.getByRole('dialog')
  const [name, percent] = [dialog.getByLabel('Name'), dialog.getByLabel('Percent that stay healthy')]
  const create = dialog.getByRole('button', { name: 'Create configuration' })
  const whatItDoes = dialog.getByRole('region', { name: 'What it does' })
  const hosts = whatItDoes.getByLabel('Hosts', { exact: true })

  await percent.fill('60')
  await expect(whatItDoes.getByRole('status')).toContainText('4 at a time')
  await hosts.fill('1000')
  await expect(whatItDoes.getByRole('status')).toContainText('400 at a time')
  await hosts.fill('2')
  await expect(whatItDoes.getByRole('status')).toContainText('It would fail at once')
  await expect(whatItDoes).toContainText('It can never start with 2 hosts or fewer')
  await expect(whatItDoes.getByRole('table', { name: 'Usual sizes' })).toContainText('can never start')

  await name.fill('CodeDeployDefault.Mine')
  await create.click()
  await expect(name).toHaveAccessibleDescription(/CodeDeployDefault.*InvalidDeploymentConfigNameException/)
  await expectNoViolations(page)
  await name.fill('sixty-percent')
  await percent.fill('101')
  await create.click()
  await expect(percent).toHaveAccessibleDescription(/InvalidMinimumHealthyHostValueException/)
  await percent.fill('60')
  await create.click()
  await expect(page.getByRole('heading', { level: 1, name: 'sixty-percent' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Used by' })).toContainText('No group deploys with it')

  const minimumHealthyHosts = { type: 'FLEET_PERCENT', value: 60 } as const
  const made = (deploymentConfigName: string, value = 60) =>
    sluice.api.call('createDeploymentConfig', {
      deploymentConfigName,
      minimumHealthyHosts: { ...minimumHealthyHosts, value },
    })
  await expectRefusal(made('CodeDeployDefault.Mine'), { code: 'InvalidDeploymentConfigNameException', status: 400 })
  await expectRefusal(made('more', 101), { code: 'InvalidMinimumHealthyHostValueException', status: 400 })
  await expectRefusal(made('sixty-percent'), { code: 'DeploymentConfigAlreadyExistsException', status: 409 })
})

test('a group names the hosts that match while its tags are typed, and takes at most three tag groups', async ({
  page,
}) => {
  await goTo(page, 'Applications')
  await page.getByRole('link', { name: 'shop', exact: true }).click()
  await page.getByRole('link', { name: 'Create deployment group' }).first().click()
  const count = page.getByRole('status').filter({ hasText: 'match now' })
  await page.getByLabel('Group name').fill('live')
  const first = page.getByRole('group', { name: 'Tag filter 1' })
  await first.getByLabel('Key').fill('env')
  await first.getByLabel('Value').fill('prod')
  await expect(count).toHaveText(/0 of 4 hosts match now.*would fail at once/)
  await first.getByLabel('Value').fill('*')
  await expect(count).toHaveText('4 of 4 hosts match now: local-1, local-2, local-3, local-4')
  await first.getByLabel('Value').fill('prod*')
  await expect(count).toHaveText('2 of 4 hosts match now: local-3, local-4')

  const add = page.getByRole('button', { name: /add a tag group/ })
  await add.click()
  const second = page.getByRole('group', { name: 'Tag group 2, tag filter 1' })
  await second.getByLabel('Key').fill('fleet')
  await second.getByLabel('Value').fill('edge')
  await expect(count).toContainText('0 of 4 hosts')
  await second.getByLabel('Value').fill('lo*')
  await expect(count).toHaveText('2 of 4 hosts match now: local-3, local-4')
  await add.click()
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await expect(add).toHaveAccessibleDescription(/at most 3 tag groups/)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Remove tag group 3', exact: true }).click()

  await page.getByLabel('Deployment configuration').selectOption('sixty-percent')
  await page.getByRole('button', { name: 'Create deployment group' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'live' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Hosts' })).toContainText('2 belong to the group now')
  await refusesBadGroups(page)
})

async function refusesBadGroups(page: Page) {
  await page.goto(`${sluice.url}/applications/shop/groups/new`)
  const name = page.getByLabel('Group name')
  await name.fill('live')
  const filter = page.getByRole('group', { name: 'Tag filter 1' })
  await filter.getByLabel('Key').fill('env')
  await filter.getByLabel('Value').fill('staging')
  await page.getByRole('button', { name: 'Create deployment group' }).click()
  await expect(name).toHaveAccessibleDescription(/already.*DeploymentGroupAlreadyExistsException/)
  await page.getByRole('button', { name: 'Cancel' }).click()

  const env = { Type: 'KEY_AND_VALUE', Key: 'env', Value: 'staging' } as const
  const group = { applicationName: 'shop', deploymentGroupName: 'other' }
  const four = { ec2TagSetList: [[env], [env], [env], [env]] }
  await expectRefusal(sluice.api.call('createDeploymentGroup', { ...group, ec2TagSet: four }), {
    code: 'TagSetListLimitExceededException',
    status: 400,
  })
  const both = { ...group, ec2TagFilters: [env], ec2TagSet: { ec2TagSetList: [[env]] } }
  await expectRefusal(sluice.api.call('createDeploymentGroup', both), {
    code: 'InvalidEC2TagCombinationException',
    status: 400,
  })
}

test('a host is enrolled with the copied command, appears by itself, and joins a group by its tags', async ({
  page,
}) => {
  await goTo(page, 'Instances')
  await page.getByRole('button', { name: 'Enrol a host' }).click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByLabel('Name')
  const make = dialog.getByRole('button', { name: 'Make the command' })
  await name.fill('i-0a41')
  await make.click()
  await expect(name).toHaveAccessibleDescription(/i-.*InvalidInstanceNameException/)
  await name.fill('web-9')
  await addTag(dialog, 1, 'env', 'production')
  await expect(dialog.getByRole('status')).toContainText('No deployment group selects it by these tags.')
  await make.click()
  await expect(dialog).toContainText('Waiting for the host…')
  host.paste(await copiedCommand(page))
  await arrives(dialog)
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('table', { name: 'Instances' }).getByRole('row').filter({ hasText: 'web-9' })
  await expect(row).toContainText('env=production')
  await expect(row).toContainText(/connected/i)

  await row.getByRole('button', { name: 'Tags… web-9' }).click()
  await addTag(dialog, 2, 'fleet', 'local')
  await expect(dialog.getByRole('status')).toContainText('Joins shop / live.')
  await expect(dialog.getByRole('status')).toContainText('Nothing is deployed by itself')
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Save tags' }).click()
  await expect(dialog.getByRole('link', { name: 'shop / live' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(row).toContainText('fleet=local')
  await expectRefusal(sluice.api.call('createEnrolmentToken', { instanceName: 'web-9', tags: [] }), {
    code: 'InstanceNameAlreadyRegisteredException',
    status: 409,
  })
})

test('a bundle is dropped and shown as a tree; a broken one is told where; a stored one is found by its location', async ({
  page,
}) => {
  await goTo(page, 'Applications')
  await page.getByRole('link', { name: 'shop', exact: true }).click()
  await page.getByRole('link', { name: 'Revisions' }).click()
  await expect(page.getByRole('heading', { name: /No revision/ })).toBeVisible()
  const dialog = page.getByRole('dialog')
  const upload = dialog.getByRole('button', { name: 'Upload', exact: true })

  await drop(page, 'broken.tgz', tgz({ 'appspec.yml': appSpecWithErrors }), overShop)
  await upload.click()
  await expect(dialog.getByRole('alert')).toContainText('broken.tgz was refused')
  const complaints = dialog.getByRole('list', { name: 'Complaints' })
  await expect(complaints).toContainText('appspec.yml:5')
  await expect(complaints).toContainText('scripts/missing.sh')
  await expectNoViolations(page)

  await drop(page, 'shop-1.tgz', bundle('1'), overShop)
  await expect(dialog.getByRole('list', { name: 'Files' })).toContainText('shop-1.tgz')
  await upload.click()
  await page.getByRole('table', { name: 'Revisions' }).getByRole('link', { name: 'shop-1', exact: true }).click()
  const files = page.getByRole('region', { name: 'Files' })
  await expect(files).toContainText('3 in the bundle')
  await expect(files).toContainText('page/')
  await files.getByRole('button', { name: 'say.sh' }).click()
  await expect(dialog).toContainText('echo shop 1')
  await page.keyboard.press('Escape')
  await registersByLocation(page)
})

const overShop = 'Drop bundles here: they become revisions of shop'

async function registersByLocation(page: Page) {
  const put = await fetch(`${sluice.url}/api/artifacts/releases/shop-2.tgz`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${sluice.token}` },
    body: bundle('2'),
  })
  expect(put.status, 'a script stores a bundle').toBe(200)
  await page.goto(`${sluice.url}/applications/shop/revisions/new`)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Give a location/).check()
  const location = dialog.getByLabel('Location', { exact: true })
  await location.fill('s3:/releases/shop-2.tgz')
  await expect(location).toHaveAttribute('aria-invalid', 'true')
  await expectNoViolations(page)
  await location.fill('s3://releases/shop-2.tgz')
  await expect(location).not.toHaveAttribute('aria-invalid')
  await expect(dialog.getByLabel('Bucket')).toHaveValue('releases')
  await expect(dialog.getByLabel('Key')).toHaveValue('shop-2.tgz')
  await expect(dialog.getByLabel('File type')).toHaveValue('tgz')
  await dialog.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByRole('table', { name: 'Revisions' })).toContainText('releases/shop-2.tgz')
}

test('what is deployed arrives on the enrolled host; a renamed application keeps its history', async ({ page }) => {
  await page.goto(`${sluice.url}/applications/shop/revisions`)
  await page.getByRole('link', { name: 'Deploy shop-1' }).click()
  await page.getByLabel('Deployment group').selectOption('live')
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('3 hosts, 1 at a time')
  await page.getByRole('button', { name: 'Start deployment' }).click()
  await page.waitForURL(/\/deployments\/d-[A-Z0-9]{9}/)
  const deploymentId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
  expect(readFileSync(join(host.root, 'srv/shop/index.html'), 'utf8')).toBe('1')

  await page.goto(`${sluice.url}/applications/shop`)
  await page.getByRole('button', { name: 'Rename…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New name').fill('store')
  await dialog.getByRole('button', { name: 'Rename application' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'store' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Deployment groups' })).toContainText('shop-1')
  await expect(page.getByRole('link', { name: deploymentId }).first()).toBeVisible()
  await page.goto(`${sluice.url}/deployments?application=store`)
  await expect(page.getByRole('link', { name: deploymentId })).toBeVisible()
  await page.goto(`${sluice.url}/applications/shop`)
  await expect(page.getByRole('heading', { level: 1, name: 'store' }), 'old links lead on').toBeVisible()
})

test('a configuration in use stays; the group goes with its name typed, and then the configuration may', async ({
  page,
}) => {
  const configuration = `${sluice.url}/configurations/sixty-percent`
  await page.goto(configuration)
  const remove = page.getByRole('button', { name: 'Delete…' })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAccessibleDescription(/store\/live deploys with sixty-percent/)
  await expectRefusal(sluice.api.call('deleteDeploymentConfig', { deploymentConfigName: 'sixty-percent' }), {
    code: 'DeploymentConfigInUseException',
    status: 409,
  })
  await page.getByRole('link', { name: 'store / live' }).click()
  await remove.click()
  await typeNameToDelete(page, 'live')
  await expect(page.getByRole('heading', { level: 1, name: 'store' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No deployment group yet' })).toBeVisible()
  await page.goto(configuration)
  await remove.click()
  await typeNameToDelete(page, 'sixty-percent')
  await expect(page.getByRole('heading', { level: 1, name: 'Configurations' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'sixty-percent' })).toHaveCount(0)
})

test('a host that was deregistered is registered again by pasting on the same machine', async ({ page }) => {
  await page.goto(`${sluice.url}/instances/web-9`)
  await page.getByRole('button', { name: 'Deregister…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Deregister web-9' }).click()
  const again = page.getByRole('button', { name: 'Register again…' })
  await expect(again).toBeVisible()
  await host.interrupt()
  await again.click()
  await expect(dialog.getByLabel('Name')).toHaveValue('web-9')
  await expect(dialog.getByLabel('Value 2')).toHaveValue('local')
  await dialog.getByRole('button', { name: 'Make the command' }).click()
  host.paste(await copiedCommand(page))
  await arrives(dialog)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Deregister…' })).toBeVisible()
  await expect.poll(async () => (await instance('web-9')).connected).toBe(true)
})

const instance = async (instanceName: string) =>
  (await sluice.api.call('getOnPremisesInstance', { instanceName })).instanceInfo

const goTo = (page: Page, place: string) => page.getByRole('link', { name: place, exact: true }).first().click()

async function addTag(dialog: Locator, place: number, key: string, value: string) {
  await dialog.getByRole('button', { name: 'Add a tag' }).click()
  await dialog.getByLabel(`Key ${place}`).fill(key)
  await dialog.getByLabel(`Value ${place}`).fill(value)
}

async function copiedCommand(page: Page): Promise<string> {
  await page.getByRole('dialog').getByRole('button', { name: 'Copy command' }).click()
  return page.evaluate(() => navigator.clipboard.readText())
}

const arrives = (dialog: Locator) =>
  expect(dialog)
    .toContainText('web-9 is here', { timeout: 30_000 })
    .catch((cause: unknown) => {
      throw new Error(`the host did not come: ${host.printed()}`, { cause })
    })

async function typeNameToDelete(page: Page, name: string) {
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: `Delete ${name}` })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel(`Type ${name} to delete it`).fill(name)
  await remove.click()
}
