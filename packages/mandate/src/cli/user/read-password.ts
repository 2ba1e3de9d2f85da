import { isCancel, password as prompt } from '@clack/prompts'
import { type PasswordProblem, passwordProblem } from '../../platform/users/password-policy.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { readStandardInput } from '../read-input.ts'

const sentences: Record<PasswordProblem, string> = {
  passwordMissing: 'the password is empty',
  passwordTooShort: 'the password is too short: use 8 characters or more',
  passwordTooLong: 'the password is too long: use 1024 bytes or less',
  passwordTooCommon: 'the password is among those that attackers try first: choose another',
}

const ask = async (): Promise<string> => {
  const first = await prompt({ message: 'Password', output: process.stderr })
  if (isCancel(first)) throw new CommandError('cancelled')
  const again = await prompt({ message: 'Once more', output: process.stderr })
  if (isCancel(again)) throw new CommandError('cancelled')
  if (first !== again) throw new CommandError('the two passwords differ')
  return first
}

/**
 * A password from standard input or a prompt; never from a flag, which would stay in the shell's history and show in the
 * list of processes.
 * @throws CommandError if it may not be chosen; UsageError where nobody can be asked.
 */
export const readPassword = async (email: string, fromStandardInput: boolean): Promise<string> => {
  if (!fromStandardInput && !process.stdin.isTTY)
    throw new UsageError('give the password on standard input, with --password-stdin')
  const text = fromStandardInput ? (await readStandardInput()).replace(/\r?\n$/, '') : await ask()
  const problem = passwordProblem(text, email)
  if (problem) throw new CommandError(sentences[problem])
  return text
}
