import { readFileSync } from 'node:fs'
import { Command } from 'commander'

interface CommandEntry {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

/** Each command's file is loaded only when the command is called, so that none pays for the others. */
const commands: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'run the server',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  {
    name: 'init',
    summary: 'write a configuration and a state file to start from',
    load: async () => (await import('./init.ts')).initCommand(),
  },
  {
    name: 'migrate',
    summary: "bring the database to this version's schema",
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  {
    name: 'apply',
    summary: 'create and update what a state file says',
    load: async () => (await import('./apply.ts')).applyCommand(),
  },
  {
    name: 'export',
    summary: 'print the state as a state file',
    load: async () => (await import('./export.ts')).exportCommand(),
  },
  {
    name: 'user',
    summary: 'create, list, disable people; set passwords',
    load: async () => (await import('./user.ts')).userCommand(),
  },
  {
    name: 'app',
    summary: 'create, change, publish, suspend, delete apps; make secrets',
    load: async () => (await import('./app.ts')).appCommand(),
  },
  {
    name: 'org',
    summary: 'create and govern organizations: members, policy, their apps',
    load: async () => (await import('./org.ts')).orgCommand(),
  },
  {
    name: 'request',
    summary: 'list, approve, decline apps that people without an account ask for',
    load: async () => (await import('./request.ts')).requestCommand(),
  },
  {
    name: 'key',
    summary: 'rotate and list signing keys',
    load: async () => (await import('./key.ts')).keyCommand(),
  },
  {
    name: 'openapi',
    summary: 'print the OpenAPI document of the management API',
    load: async () => (await import('./openapi.ts')).openapiCommand(),
  },
  {
    name: 'operator-key',
    summary: 'make, list and revoke keys for the management API',
    load: async () => (await import('./operator-key.ts')).operatorKeyCommand(),
  },
  {
    name: 'doctor',
    summary: 'check the deployment and say how to repair it',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
]

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version

/** Refusals are thrown, so that `run` decides on the exit status. */
const throwing = (command: Command): void => {
  command.exitOverride()
  for (const child of command.commands) throwing(child)
}

/** The command line; of the commands, only the one that is called is there in full. */
export const createProgram = async (words: readonly string[]): Promise<Command> => {
  const program = new Command('mandate')
    .description(
      "The authorization server a platform runs beside its API, so that other people's apps can act on it.",
    )
    .version(version())
    .addHelpText('before', 'Examples:\n  $ mandate init\n  $ mandate apply state.json\n  $ mandate serve\n')
  const named = words.filter((word) => !word.startsWith('-'))
  const called = named[0] === 'help' ? named[1] : named[0]
  for (const { name, summary, load } of commands) {
    const command = name === called ? await load() : new Command(name)
    program.addCommand(command.summary(summary))
  }
  throwing(program)
  return program
}
