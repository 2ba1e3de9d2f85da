import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  /** Where this process listens, whatever its issuer is. */
  readonly origin: string
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const untilReady = async (origin: string, ended: () => string | undefined): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    const problem = ended()
    if (problem !== undefined) throw new Error(`the server ended: ${problem}`)
    const ready = await fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${origin} did not become ready`)
}

/** `mandate serve` as a process of its own. */
export const startServerProcess = async (
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, ['--conditions=mandate-source', main, 'serve'], {
    env: {
      ...process.env,
      NODE_TEST_CONTEXT: undefined,
      LOG_LEVEL: 'warn',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  let status: string | undefined
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      status = `${code ?? signal}: ${said}`
      resolve()
    })
  })
  const origin = `http://127.0.0.1:${port}`
  await untilReady(origin, () => status)
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
