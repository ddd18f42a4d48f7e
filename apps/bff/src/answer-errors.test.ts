import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refusalStatus, troubles } from '@sluice/api'
import { CommitFailed } from '@sluice/conductor'
import { refusalCategories, refuse, type RefusalCode } from '@sluice/model'
import express from 'express'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { answerErrors } from './answer-errors.ts'

/** What a caller sees of an error. */
async function answerTo(thrower: () => never): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
  const app = express()
    .get('/', thrower)
    .use(answerErrors(pino({ enabled: false })))
  const server = createServer(app).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() }
}

test.each<[RefusalCode, number]>([
  ['InvalidInputException', 400],
  ['NotSignedIn', 401],
  ['AccessDenied', 403],
  ['DeploymentDoesNotExistException', 404],
  ['DeploymentLimitExceededException', 409],
  ['PayloadTooLarge', 413],
  ['TooManyRequests', 429],
  ['ApplicationLimitExceededException', 400],
])('%s is answered with %i', (code, status) => {
  expect(refusalStatus(code)).toBe(status)
})

test('every refusal has a status of its category', () => {
  const statuses = Object.keys(refusalCategories).map((code) => refusalStatus(code as RefusalCode))
  expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true)
})

test('a refusal keeps its sentence and its details', async () => {
  const answer = await answerTo(() => refuse('InvalidInputException', 'a is missing.', [{ field: 'a', message: 'x' }]))
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { code: 'InvalidInputException', message: 'a is missing.', details: [{ field: 'a' }] } },
  })
})

test('who asked too often is told to wait', async () => {
  expect((await answerTo(() => refuse('TooManyRequests', 'Slowly.'))).retryAfter).toBe('10')
})

test('a change that could not be stored is 503: nothing happened, try again', async () => {
  const answer = await answerTo(() => {
    throw new CommitFailed(new Error('the disk is full'))
  })
  expect(answer).toEqual({
    status: 503,
    retryAfter: '1',
    body: { error: { code: 'NotStored', message: troubles.NotStored.message, requestId: expect.anything() } },
  })
  expect(JSON.stringify(answer.body)).not.toContain('disk')
})

test('a fault is 500 and tells nothing of itself', async () => {
  const answer = await answerTo(() => {
    throw new Error('secret path /root/keys')
  })
  expect(answer.status).toBe(500)
  expect(JSON.stringify(answer.body)).not.toContain('secret')
})
