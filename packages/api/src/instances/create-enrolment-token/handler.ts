import { refuse } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import type { createEnrolmentToken as contract } from './contract.ts'

export const createEnrolmentToken: Handler<'createEnrolmentToken'> = async (input, call) => {
  const { instanceName, tags } = input
  const { accountId, name: createdBy } = call.actor
  const bound = { accountId, tags, createdBy, ...(instanceName !== undefined && { instanceName }) }
  const { secret: token, expireTime, change } = call.ports.access.drawEnrolmentToken(bound)
  await changeDirectory(call, `instance:${instanceName ?? 'any'}`, async (store) => {
    const instance = instanceName && (await store.get('instances', directoryKeys.instance(accountId, instanceName)))
    if (instance && instance.deregisterTime === undefined)
      refuse(
        'InstanceNameAlreadyRegisteredException',
        `There is already a host ${instance.instanceName}: choose another name, or deregister that one first.`,
      )
    return { changes: [change], answer: { expireTime } }
  })
  return { token, command: pasteCommand(call.ports.settings.publicUrl, token, input), expireTime }
}

/** For a shell on the host. Names are signs that no shell reads; a tag with anything else is quoted. */
function pasteCommand(server: string, token: string, { instanceName, tags }: ParsedOf<typeof contract>): string {
  const name = instanceName ?? '"$(hostname -s)"'
  const labels = tags.map((tag) => ` --tag ${shellQuoted(`${tag.Key}=${tag.Value}`)}`).join('')
  return [
    `curl -fsSLo sluice-agent.mjs ${server}/agents/sluice-agent.mjs`,
    `node sluice-agent.mjs enrol --server ${server} --token ${token} --name ${name}${labels}`,
    'node sluice-agent.mjs run',
  ].join(' && ')
}

const shellQuoted = (text: string): string =>
  /^[A-Za-z0-9._+=,@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
