/**
 * Reads the output of `strace -f -y -xx`: one event per finished system call, with the places (line
 * numbers) at which it began and ended, so that calls of several threads can be put in order.
 */
export type TraceEvent = {
  call: string
  /** What the first argument, a descriptor, stands for: a path, `socket:[…]`. */
  target: string
  /** The bytes of the call's buffers, as latin1 text. */
  data: string
  began: number
  ended: number
  /** The call's result; negative when it failed. */
  result: number
}

/** The finished calls in the order in which they ended. */
export function readTrace(trace: string): TraceEvent[] {
  const unfinished = new Map<string, { text: string; began: number }>()
  const events: TraceEvent[] = []
  for (const [place, line] of trace.split('\n').entries()) {
    const parts = /^(?:\[pid +)?(\d+)\]? +(.*)$/.exec(line)
    if (!parts) continue
    const [, pid = '', rest = ''] = parts
    if (rest.endsWith('<unfinished ...>')) {
      unfinished.set(pid, { text: rest.slice(0, -'<unfinished ...>'.length), began: place })
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const start = resumed ? unfinished.get(pid) : undefined
    if (resumed) unfinished.delete(pid)
    const event = readCall((start?.text ?? '') + (resumed?.[1] ?? rest))
    if (event) events.push({ ...event, began: start?.began ?? place, ended: place })
  }
  return events
}

function readCall(text: string): Omit<TraceEvent, 'began' | 'ended'> | undefined {
  const head = /^(\w+)\(\d+<((?:\\x[0-9a-f]{2}|[^>])*)>/.exec(text)
  const result = /\) += (-?\d+)/.exec(text.slice(-120))
  if (!head || !result) return undefined
  const buffers = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => decode(hex))
  return {
    call: head[1] ?? '',
    target: decode(head[2] ?? ''),
    data: buffers.join(''),
    result: Number(result[1]),
  }
}

/** `-xx` prints every byte of a string as `\x41`; newer versions print paths so, too. */
function decode(text: string): string {
  return text.includes('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex').toString('latin1') : text
}
