import { readFileSync } from 'node:fs'

/** USER_HZ: fixed at 100 for /proc on Linux, whatever the kernel's own tick is. */
const ticksPerSecond = 100

/** CPU seconds (user and system, all threads) that a process has used; proc(5), /proc/PID/stat. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The command, in parentheses, may hold spaces: count the fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Resident memory of a process in bytes; proc(5), VmRSS in /proc/PID/status. */
export function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) * 1024
}

/** CPU seconds that the whole machine has been busy, all cores together; proc(5), /proc/stat. */
export function machineBusySeconds(): number {
  const [, user, nice, system, , , irq, softirq, steal] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  ).split(/\s+/)
  const ticks = [user, nice, system, irq, softirq, steal].reduce((sum, one) => sum + Number(one ?? 0), 0)
  return ticks / ticksPerSecond
}
