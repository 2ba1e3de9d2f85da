import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type PeerName, peerNames } from './peers/peer.ts'
import { installedScenarios, scenarios } from './scenarios.ts'

/** What the command line asks for. */
export type BenchOptions = {
  json: string | undefined
  rounds: number
  seconds: number
  connections: number
  only: string[]
  peers: PeerName[]
  directory: string | undefined
  /** Where Mandate's CPU profile goes. */
  profile: string | undefined
  build: boolean
  /** The revision whose build is compared with. */
  against: string | undefined
}

/** The options as the user reads them. */
export const usage = `npm run bench -- [options]
  --json FILE        write every measurement of every round as JSON
  --rounds N         interleaved rounds, whose medians are shown (5)
  --seconds N        length of one measurement (3)
  --connections N    keep-alive connections of the load generator, 16 to 64 are sensible (32)
  --only A,B         some scenarios: ${scenarios.map(({ name }) => name).join(', ')}, start
  --peers A,B        some peers: ${peerNames.join(', ')}
  --directory DIR    where the database is kept meanwhile: a real disk (default: the temporary directory)
  --profile DIR      run Mandate under --cpu-prof and print where its time goes (slower: no ratios then)
  --against REV      also measure the server as it was at a revision of git, with an installation in the path of this one
  --no-build         measure packages/mandate/dist as it is`

/** Reads the command line; throws with one sentence on wrong usage. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      json: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '32' },
      only: { type: 'string' },
      peers: { type: 'string' },
      directory: { type: 'string' },
      profile: { type: 'string' },
      build: { type: 'boolean', default: true },
      against: { type: 'string' },
    },
  })
  const known = [...scenarios.map(({ name }) => name), 'start']
  const isUsual = (name: string) => values.against !== undefined || !installedScenarios.includes(name)
  const usualPeers = peerNames.filter((name) => name !== 'mandate-before' || values.against !== undefined)
  return {
    json: values.json,
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    connections: positive('--connections', values.connections),
    only: chosen('--only', values.only ?? known.filter(isUsual).join(), known),
    peers: chosen('--peers', values.peers ?? usualPeers.join(), peerNames),
    directory: values.directory,
    profile: values.profile,
    build: values.build,
    against: values.against,
  }
}

function chosen<Name extends string>(option: string, text: string, known: readonly Name[]): Name[] {
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name)
    if (found === undefined) throw new Error(`${option}: no ${name}; there are ${known.join(', ')}`)
    return found
  })
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: a whole number from 1, not ${text}`)
  return value
}

/** One core for the server, another for the load; none pinned on a machine with a single core. */
export function chooseCores(): { server?: number; load?: number } {
  return availableParallelism() >= 2 ? { server: 1, load: 0 } : {}
}
