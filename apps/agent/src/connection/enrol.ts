/** A one-time token for an identity. The key pair is of this host; only its public half travels. */
import { EnrolAnswer, type EnrolRequest } from '@sluice/agent-link'
import { messageOf } from '../durable-file.ts'
import { agentVersion } from '../settings.ts'
import type { Identity, KeyPair } from './identity.ts'

export interface Enrolment {
  server: string
  token: string
  name: string
  tags: { Key: string; Value: string }[]
}

/** The server said no: the token is used, expired or another host's. Asking again with it is useless. */
export class EnrolmentRefused extends Error {}

/** Throws `EnrolmentRefused`, or what `fetch` throws when the server cannot be reached. */
export async function enrol(enrolment: Enrolment, keys: KeyPair): Promise<Identity> {
  const serverUrl = safeServerUrl(enrolment.server)
  const request: EnrolRequest = {
    token: enrolment.token,
    instanceName: enrolment.name,
    publicKey: keys.publicKey,
    os: process.platform,
    agentVersion,
    tags: enrolment.tags,
  }
  const answer = EnrolAnswer.parse(await post(`${serverUrl}/agents/enrol`, request))
  return {
    serverUrl,
    accountId: answer.accountId,
    instanceName: answer.instanceName,
    ...keys,
    serverPublicKey: answer.serverPublicKey,
  }
}

/** Without https whoever sits in between could hand us his own key to pin. */
export function safeServerUrl(text: string): string {
  if (!URL.canParse(text)) throw new EnrolmentRefused(`${text} is no URL`)
  const url = new URL(text)
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return text.replace(/\/+$/, '')
  throw new EnrolmentRefused(`${text} must be https: plain http is for this machine's own addresses only`)
}

async function post(url: string, body: EnrolRequest): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  })
  const text = await response.text()
  if (response.ok) return JSON.parse(text)
  const said = sentenceOf(text) ?? `the server answered ${response.status}`
  if (response.status >= 400 && response.status < 500 && response.status !== 429) throw new EnrolmentRefused(said)
  throw new Error(said)
}

/** The sentence of a refusal in the API's form. */
function sentenceOf(text: string): string | undefined {
  try {
    const answer = JSON.parse(text) as { error?: { code?: string; message?: string } }
    return answer.error?.message && `${answer.error.code ?? 'refused'}: ${answer.error.message}`
  } catch (error) {
    return text === '' ? undefined : `${text.slice(0, 200)} (${messageOf(error)})`
  }
}
