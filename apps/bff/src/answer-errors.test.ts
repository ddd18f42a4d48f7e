import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refusalStatus, troubles } from '@sluice/api'
import { CommitFailed } from '@sluice/conductor'
import { refusalCategories, refuse, type RefusalCode } from '@sluice/model'
import express from 'express'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
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

/** The log of a server whose answer ends in the middle with this, and what stands on the error output of the process. */
async function logOf(error: Error): Promise<{ log: string[]; said: number }> {
  const log: string[] = []
  const said = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  const app = express()
    .get('/', (_request, response, next) => {
      response.writeHead(200)
      response.write('half', () => next(error))
    })
    .use(answerErrors(pino({}, { write: (line) => void log.push(line) })))
  const server = createServer(app).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await expect(answer.text()).rejects.toThrow('terminated')
  return { log, said: said.mock.calls.length }
}

test('a download that meets a fault is broken off and stands in the log with its request', async () => {
  const { log, said } = await logOf(new Error('the disk is gone'))
  expect(log).toHaveLength(1)
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ err: { message: 'the disk is gone' }, requestId: expect.anything() })
  expect(said).toBe(0)
})

test('a download that its reader leaves is told nowhere', async () => {
  const left = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
  expect(await logOf(left)).toEqual({ log: [], said: 0 })
})
