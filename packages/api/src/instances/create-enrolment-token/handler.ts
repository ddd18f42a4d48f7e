import { refuse, type Instance, type Tag } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'

export const createEnrolmentToken: Handler<'createEnrolmentToken'> = async (input, call) => {
  const { instanceName, address, port } = input
  const { accountId, name: createdBy } = call.actor
  const former = await formerHost(call.ports.store, accountId, instanceName)
  const tags = input.tags ?? mayBeGivenAgain(former)
  const bound = {
    accountId,
    createdBy,
    tags,
    ...(instanceName !== undefined && { instanceName }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
  }
  const { secret: token, expireTime, change } = call.ports.access.drawEnrolmentToken(bound)
  await changeDirectory(call, `instance:${instanceName ?? 'any'}`, async (store) => {
    const instance = await formerHost(store, accountId, instanceName)
    if (instance !== undefined && instance.deregisterTime === undefined) refuseTaken(instance)
    return { changes: [change], answer: { expireTime } }
  })
  return {
    token,
    command: pasteCommand(call.ports.settings.publicUrl, token, { instanceName, tags }),
    expireTime,
    tags,
  }
}

async function formerHost(
  store: Store,
  accountId: string,
  instanceName: string | undefined,
): Promise<Instance | undefined> {
  return instanceName === undefined
    ? undefined
    : store.get('instances', directoryKeys.instance(accountId, instanceName))
}

/** All but those that scaling groups gave: whoever comes back is a host of its own. */
function mayBeGivenAgain(former: Instance | undefined): Tag[] {
  if (former?.deregisterTime === undefined) return []
  return former.tags.filter(({ Key }) => !/^aws:/i.test(Key))
}

function refuseTaken({ instanceName }: Instance): never {
  refuse(
    'InstanceNameAlreadyRegisteredException',
    `There is already a host ${instanceName}: choose another name, or deregister that one first.`,
  )
}

interface Pasted {
  instanceName: string | undefined
  tags: readonly Tag[]
}

/** For a shell on the host. Names are signs that no shell reads; a tag with anything else is quoted. */
function pasteCommand(server: string, token: string, { instanceName, tags }: Pasted): string {
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
