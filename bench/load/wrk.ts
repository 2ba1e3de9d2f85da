import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cores, type LoadResult, type PreparedRequest, pinned } from './load.ts'
import { runGenerator } from './run-generator.ts'

/** Sends the requests in turn over keep-alive connections with wrk, on one core. */
export async function runWrk(options: {
  origin: string
  requests: PreparedRequest[]
  connections: number
  seconds: number
  cores: Partial<Cores>
  directory: string
}): Promise<LoadResult> {
  const requestsFile = join(options.directory, 'wrk-requests.lua')
  await writeFile(requestsFile, `return {\n${options.requests.map(luaRequest).join(',\n')}\n}\n`)
  const output = await runGenerator([
    ...pinned(options.cores.load),
    ...['wrk', '-t1', `-c${options.connections}`, `-d${options.seconds}s`, '--timeout', '10s'],
    ...['-s', join(import.meta.dirname, 'wrk.lua'), options.origin, '--', requestsFile],
  ])
  const result = /^RESULT (.+)$/m.exec(output)?.[1]
  if (!result) throw new Error(`wrk printed no result: ${output}`)
  return JSON.parse(result)
}

function luaRequest({ method, path, headers, body }: PreparedRequest): string {
  const fields = Object.entries(headers).map(([name, value]) => `[${luaString(name)}]=${luaString(value)}`)
  const sentBody = body === undefined ? '' : `, body=${luaString(body)}`
  return `{ method="${method}", path=${luaString(path)}, headers={${fields.join(',')}}${sentBody} }`
}

function luaString(text: string): string {
  return `"${text.replace(/["\\\n]/g, '\\$&')}"`
}
