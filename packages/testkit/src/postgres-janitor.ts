import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'

export interface Janitor {
  cleanUp(): Promise<void>
}

// A crash leaves postmaster.pid behind, hence the look at what that process is.
const script = `
  cat >/dev/null
  pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
  if [ -n "$pid" ] && { [ ! -d /proc/self ] || grep -qF "$1" "/proc/$pid/cmdline" 2>/dev/null; }; then
    kill -QUIT "$pid"
    for i in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
  fi
  rm -rf "$1"`

/**
 * A small process that waits until its standard input is closed, which the kernel also does when we are killed,
 * then ends the server in `folder` and removes the folder. So no test run leaves a database server behind.
 */
export const startJanitor = (folder: string): Janitor => {
  const janitor = spawn('/bin/sh', ['-c', script, 'janitor', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  janitor.unref()
  const input = janitor.stdin as Socket
  input.unref()
  return {
    cleanUp: async () => {
      if (janitor.exitCode !== null) return
      janitor.ref()
      const ended = once(janitor, 'exit')
      input.end()
      await ended
    },
  }
}
