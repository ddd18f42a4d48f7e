/** A group of failures in a few words. */
import type { FailureGroupInfo } from '@sluice/api/contracts'

type Named = Pick<FailureGroupInfo, 'event' | 'scriptName' | 'errorCode' | 'exitCode'>

/** "restart.sh exits 1", "restart.sh timed out", "AllowTraffic failed". */
export function whatFailed({ event, scriptName, errorCode, exitCode }: Named): string {
  const subject = scriptName === '' ? event : (scriptName.split('/').at(-1) ?? scriptName)
  return `${subject} ${endWords(errorCode, exitCode)}`
}

function endWords(errorCode: Named['errorCode'], exitCode: number | undefined): string {
  switch (errorCode) {
    case 'ScriptFailed':
      return exitCode === undefined ? 'was ended' : `exits ${exitCode}`
    case 'ScriptTimedOut':
      return 'timed out'
    case 'ScriptMissing':
      return 'is missing'
    case 'ScriptNotExecutable':
      return 'may not be executed'
    case 'Success':
    case 'UnknownError':
      return 'failed'
  }
}

/** "the only failed host", "both failed hosts", "all 3 failed hosts", "3 hosts, 12 % of the failed ones". */
export function shareWords(count: number, share: number): string {
  if (share === 1 && count === 1) return 'the only failed host'
  if (share === 1) return count === 2 ? 'both failed hosts' : `all ${count.toLocaleString('en')} failed hosts`
  return `${count.toLocaleString('en')} ${count === 1 ? 'host' : 'hosts'}, ${Math.round(share * 100)} % of the failed ones`
}
