import { refuse, type Credential } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'
import type { createEnrolmentToken as contract } from './contract.ts'

const tokenMilliseconds = 3600 * 1000

export const createEnrolmentToken: Handler<'createEnrolmentToken'> = async ({ instanceName, tags }, call) => {
  const { actor, ports } = call
  const { accountId } = actor
  const { secret, hash } = ports.access.drawSecret()
  const now = ports.now()
  const expireTime = isoTime(now + tokenMilliseconds)
  const put: Credential = {
    kind: 'enrolment',
    accountId,
    ...(instanceName !== undefined && { instanceName }),
    tags,
    createdBy: actor.name,
    createTime: isoTime(now),
    expireTime,
  }
  await changeDirectory(call, `instance:${instanceName ?? 'any'}`, async (store) => {
    const instance = instanceName && (await store.get('instances', directoryKeys.instance(accountId, instanceName)))
    if (instance && instance.deregisterTime === undefined)
      refuse(
        'InstanceNameAlreadyRegisteredException',
        `There is already a host ${instance.instanceName}: choose another name, or deregister that one first.`,
      )
    return { changes: [{ collection: 'credentials', key: hash, put }], answer: { expireTime } }
  })
  return { token: secret, command: pasteCommand(call, secret, { instanceName, tags }), expireTime }
}

/** Names and tags are letters and signs that no shell reads; a value with anything else is quoted. */
function pasteCommand({ ports }: Call, token: string, { instanceName, tags }: ParsedOf<typeof contract>): string {
  const { publicUrl } = ports.settings
  const name = instanceName ?? '$(hostname -s)'
  const labels = tags.map((tag) => ` --tag ${shellQuoted(`${tag.Key}=${tag.Value}`)}`).join('')
  return (
    `curl -fsSLo sluice-agent.mjs ${publicUrl}/agents/sluice-agent.mjs && ` +
    `node sluice-agent.mjs enrol --server ${publicUrl} --token ${token} --name ${name}${labels} && node sluice-agent.mjs run`
  )
}

const shellQuoted = (text: string): string =>
  /^[A-Za-z0-9._+=,@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
