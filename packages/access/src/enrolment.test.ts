import { type Credential, firstAccountId, isRefusal } from '@sluice/model'
import { openMemoryStore, type DirectoryChange } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { redeemEnrolment } from './enrolment.ts'
import { drawSecret } from './secrets.ts'

const now = Date.parse('2026-11-23T12:00:00.000Z')
const context = { now, region: 'us-east-1' }
const token = (more: Partial<Extract<Credential, { kind: 'enrolment' }>> = {}): Credential => ({
  kind: 'enrolment',
  accountId: firstAccountId,
  tags: [{ Key: 'env', Value: 'prod' }],
  createdBy: 'Dana',
  createTime: '2026-11-23T11:30:00.000Z',
  expireTime: '2026-11-23T12:30:00.000Z',
  ...more,
})

async function withToken(credential: Credential) {
  const store = openMemoryStore()
  const { secret, hash } = drawSecret()
  const write = (directory: DirectoryChange[]) =>
    store.commit({
      at: now,
      appended: [],
      snapshots: [],
      deployments: [],
      targets: [],
      directory,
      idempotency: [],
      audit: [],
    })
  await write([{ collection: 'credentials', key: hash, put: credential }])
  const enrol = (instanceName: string, presented = secret) =>
    redeemEnrolment(
      store,
      {
        token: presented,
        instanceName,
        publicKey: 'k'.repeat(43),
        os: 'linux',
        agentVersion: '1',
        tags: [
          { Key: 'env', Value: 'wished' },
          { Key: 'rack', Value: 'r7' },
        ],
      },
      context,
    )
  return { enrol, write }
}

describe('enrolment', () => {
  test('a good token makes a host; the token’s tags win over the wished ones', async () => {
    const { enrol } = await withToken(token())
    expect(await enrol('web-1')).toMatchObject({
      instance: {
        instanceName: 'web-1',
        instanceArn: 'arn:aws:codedeploy:us-east-1:000000000001:instance/web-1',
        tags: [
          { Key: 'env', Value: 'prod' },
          { Key: 'rack', Value: 'r7' },
        ],
      },
    })
  })
  test('A1: a used token is refused', async () => {
    const { enrol, write } = await withToken(token())
    const first = await enrol('web-1')
    if (isRefusal(first)) throw new Error(first.message)
    await write(first.changes)
    expect(await enrol('web-2')).toMatchObject({ code: 'EnrolmentRefused' })
  })
  test.each([
    ['an expired token', token({ expireTime: '2026-11-23T12:00:00.000Z' }), 'web-1'],
    ['a token for another host', token({ instanceName: 'web-2' }), 'web-1'],
  ])('A1: %s is refused', async (_what, credential, name) => {
    const { enrol } = await withToken(credential)
    expect(await enrol(name)).toMatchObject({ code: 'EnrolmentRefused' })
  })
  test('A1: a guessed token and a secret of another kind are refused', async () => {
    const { enrol } = await withToken({
      kind: 'signInLink',
      accountId: firstAccountId,
      userId: 'u',
      expireTime: '2026-11-23T12:30:00.000Z',
    })
    expect(await enrol('web-1')).toMatchObject({ code: 'EnrolmentRefused' })
    expect(await enrol('web-1', 'slu_guess')).toMatchObject({ code: 'EnrolmentRefused' })
  })
  test('a name in use is refused with the way out', async () => {
    const { enrol, write } = await withToken(token())
    const first = await enrol('web-1')
    if (isRefusal(first)) throw new Error(first.message)
    await write(first.changes.slice(0, 1))
    expect(await enrol('web-1')).toMatchObject({ code: 'InstanceNameAlreadyRegisteredException' })
  })
})
