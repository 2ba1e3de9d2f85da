import { spawn } from 'node:child_process'

/** Runs a load generator to its end and answers its output; throws with its error output if it fails. */
export function runGenerator(command: string[], input = ''): Promise<string> {
  const [file = '', ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${command.join(' ')} ended with ${code}: ${errors || output}`))
    })
    child.stdin.end(input)
  })
}
