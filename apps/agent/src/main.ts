/** The command line of the host agent. */
import { check } from './commands/check.ts'
import { enrol } from './commands/enrol.ts'
import { run } from './commands/run.ts'
import { type CommandWords, UsageError } from './commands/words.ts'
import { isErrno } from './durable-file.ts'
import { agentVersion, defaultHome } from './settings.ts'

const commands = { enrol, run, check } satisfies Record<string, CommandWords>

process.exitCode = await main(process.argv.slice(2))
// The channel to a parent process, where there is one, would keep this one alive.
if (process.connected) process.disconnect()

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') return say(agentVersion)
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return say(helpText())
  if (!isCommand(name)) return complain(`There is no command ${name}.\n\n${helpText()}`)
  const command: CommandWords = commands[name]
  if (args.includes('--help') || args.includes('-h'))
    return say(`sluice-agent ${command.usage}\n\n${command.summary}. DIR is ${defaultHome} unless given.`)
  try {
    return await command.execute(args)
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n\nsluice-agent ${command.usage}`)
    if (isErrno(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC')) return complain(error.message)
    throw error
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name)
}

function helpText(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  return `sluice-agent ${agentVersion}: the host agent of Sluice\n\n${lines.join('\n')}\n\nDIR is ${defaultHome} unless given.`
}

function say(text: string): number {
  console.log(text)
  return 0
}

function complain(text: string): number {
  console.error(text)
  return 2
}
