/** `npm run bench`: Mandate beside a bare `node:http` server and oidc-provider, in one interleaved run. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from './build.ts'
import { type ColdStart, coldStart } from './cold-start.ts'
import { readSelfTimes } from './cpu-profile.ts'
import { buildFormerServer } from './former-build.ts'
import { describeMachine, isMemoryFileSystem, missingTools } from './machine.ts'
import { type Measurement, measure } from './measurement.ts'
import { type BenchOptions, chooseCores, readOptions, usage } from './options.ts'
import { barePeer } from './peers/bare-peer.ts'
import { formerMandatePeer, mandatePeer } from './peers/mandate-peer.ts'
import { prepareMaterial } from './peers/material.ts'
import { oidcProviderPeer } from './peers/oidc-provider-peer.ts'
import type { Peer } from './peers/peer.ts'
import { ServerProcess } from './process/server-process.ts'
import { formatRows, formatStarts, formatTargets } from './report.ts'
import { scenarios, type Target } from './scenarios.ts'
import { summarize, summarizeStarts } from './summary.ts'
import { compareWithTargets } from './targets.ts'

const peerByName = {
  bare: barePeer,
  mandate: mandatePeer,
  'mandate-before': formerMandatePeer,
  'oidc-provider': oidcProviderPeer,
}

type Running = Target & { server: ServerProcess }

const say = (line: string) => process.stderr.write(`${line}\n`)

async function bench(options: BenchOptions, directory: string): Promise<void> {
  const cores = chooseCores()
  if (cores.server === undefined) say('One core only: server and load share it, the figures mean little.')
  if (await isMemoryFileSystem(directory)) say(`${directory} is in memory: use --directory on a real disk.`)
  const peerOptions = {
    directory,
    serverCore: cores.server,
    ...(options.against !== undefined && {
      formerCli: await buildFormerServer(options.against, directory),
    }),
    ...(options.profile !== undefined && { nodeFlags: ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] }),
  }
  const peers = await Promise.all(options.peers.map((name) => peerByName[name](peerOptions)))
  const starts = options.only.includes('start') ? await startRounds(peers, options.rounds, directory) : []
  const running: Running[] = []
  const measurements: Measurement[] = []
  try {
    for (const peer of peers) {
      const server = await ServerProcess.start(peer.command)
      const waiting: Running = {
        peer,
        server,
        material: { cookie: '', clientTokens: [], installedTokens: [], userTokens: [] },
      }
      running.push(waiting)
      waiting.material = await prepareMaterial(peer)
    }
    const load = { connections: options.connections, seconds: options.seconds, cores, directory }
    const chosen = scenarios.filter(({ name }) => options.only.includes(name))
    for (const scenario of chosen) {
      for (const target of running) {
        say(`checking and warming up: ${scenario.name}, ${target.peer.name}`)
        await scenario.check(target)
        await measure(scenario, target, target.server, 0, { ...load, seconds: Math.min(2, options.seconds) })
      }
    }
    for (let round = 1; round <= options.rounds; round++) {
      for (const scenario of chosen) {
        // Another peer begins in each round, so that none always runs in the wake of the same one.
        for (let at = 0; at < running.length; at++) {
          const target = running[(at + round) % running.length]
          if (!target) continue
          const one = await measure(scenario, target, target.server, round, load)
          measurements.push(one)
          const failed = one.failures > 0 ? `, ${one.failures} failed: ${one.firstFailure ?? ''}` : ''
          const rate = `${one.requestsPerSecond.toFixed(0)}/s, ${one.cpuMicros.toFixed(1)} us CPU`
          say(`round ${round}/${options.rounds}: ${one.scenario}, ${one.peer}: ${rate}${failed}`)
        }
      }
    }
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()))
  }
  if (options.profile !== undefined) {
    for (const { share, name, place } of await readSelfTimes(options.profile, 40)) {
      console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}  ${place}`)
    }
  }
  await report(options, peers, measurements, starts)
}

async function startRounds(peers: Peer[], rounds: number, directory: string): Promise<ColdStart[]> {
  const starts: ColdStart[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const peer of peers) {
      const one = await coldStart(peer, round, directory)
      starts.push(one)
      say(
        `start ${round}/${rounds}: ${peer.name}: ${one.firstMs.toFixed(0)} ms, ${one.secondMs.toFixed(0)} ms`,
      )
    }
  }
  return starts
}

async function report(
  options: BenchOptions,
  peers: Peer[],
  measurements: Measurement[],
  starts: ColdStart[],
): Promise<void> {
  const machine = describeMachine()
  const order = [...scenarios.map(({ name }) => name)]
  const position = ({ scenario, peer }: { scenario: string; peer: string }) =>
    order.indexOf(scenario) * peers.length + peers.findIndex(({ name }) => name === peer)
  const rows = summarize(measurements).sort((a, b) => position(a) - position(b))
  const startRows = summarizeStarts(starts)
  const targets = compareWithTargets(rows, startRows)
  console.log(
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Linux ${machine.kernel}, ` +
      `Node ${machine.node}, ${machine.date}`,
  )
  console.log(
    `${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections, medians; ` +
      'one core for the server, one for the load\n',
  )
  if (rows.length > 0) console.log(`${formatRows(rows)}\n`)
  if (startRows.length > 0) console.log(`${formatStarts(startRows)}\n`)
  if (targets.length > 0) console.log(formatTargets(targets))
  if (options.json !== undefined) {
    const { rounds, seconds, connections } = options
    const all = { machine, rounds, seconds, connections, rows, starts: startRows, targets, measurements }
    await writeFile(options.json, `${JSON.stringify({ ...all, startMeasurements: starts }, null, 2)}\n`)
  }
  if (rows.some(({ failures }) => failures > 0)) {
    say('Some requests failed: the figures of those rows mean nothing.')
    process.exitCode = 1
  }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(usage)
  const missing = missingTools()
  if (missing.length > 0) throw new Error(missing.join('\n'))
  const options = readOptions(process.argv.slice(2))
  if (options.build && options.peers.includes('mandate')) {
    say('building packages/mandate')
    await buildServer()
  }
  const parent = options.directory ?? tmpdir()
  await mkdir(parent, { recursive: true })
  const directory = await mkdtemp(join(parent, 'mandate-bench-'))
  // Only on success: otherwise the servers' output in it tells what went wrong.
  await bench(options, directory)
  await rm(directory, { recursive: true, force: true })
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
