import { expect, test } from 'vitest'
import { ApiError, createClient } from './client.ts'
import { troubles } from './troubles.ts'

const answering = (status: number, body: string) =>
  createClient({ fetch: async () => new Response(body, { status, headers: { 'content-type': 'application/json' } }) })

const errorOf = async (client: ReturnType<typeof createClient>): Promise<ApiError> => {
  const error = await client.call('createApplication', { applicationName: 'a' }).catch((thrown: unknown) => thrown)
  if (error instanceof ApiError) return error
  throw new Error('the call was answered', { cause: error })
}

test('a refusal keeps its code, sentence, details and request id', async () => {
  const details = [{ field: 'applicationName', message: 'applicationName is missing: give it a value.' }]
  const error = { code: 'ApplicationNameRequiredException', message: 'No.', requestId: 'r-1', details }
  expect(await errorOf(answering(400, JSON.stringify({ error })))).toMatchObject({ ...error, status: 400 })
})

test('a change that was not stored says that nothing happened and to try again', async () => {
  const { status, message } = troubles.NotStored
  const error = await errorOf(
    answering(status, JSON.stringify({ error: { code: 'NotStored', message, requestId: 'r-1' } })),
  )
  expect(error).toMatchObject({ code: 'NotStored', status: 503, requestId: 'r-1' })
  expect(error.message).toMatch(/^Nothing happened.*Try again/)
})

test('an answer of a proxy that is not ours is told as it is', async () => {
  expect(await errorOf(answering(502, '<html>'))).toMatchObject({ code: 'Fault', status: 502 })
})

const unreachable = createClient({ fetch: () => Promise.reject(new TypeError('fetch failed')) })

test('no answer is not taken for nothing having happened', async () => {
  const options = { idempotencyKey: 'k-1' }
  await expect(unreachable.call('createApplication', { applicationName: 'a' }, options)).rejects.toMatchObject({
    code: 'Unreachable',
    status: 0,
    message: 'The server did not answer. Your change may not have happened.',
  })
})

test('who only asked is not told of a change', async () => {
  await expect(unreachable.call('listApplications', {})).rejects.toMatchObject({
    code: 'Unreachable',
    message: 'The server did not answer.',
  })
})
