-- Sends the prepared requests of a Lua file in turn (its path: the first argument) and prints one JSON line.
local prepared, count, turn = {}, 0, 0

function init(args)
  for _, r in ipairs(dofile(args[1])) do
    count = count + 1
    prepared[count] = wrk.format(r.method, r.path, r.headers, r.body)
  end
end

function request()
  turn = turn % count + 1
  return prepared[turn]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\nRESULT {"answers":%d,"seconds":%.6f,"p50Ms":%.4f,"p99Ms":%.4f,"generatorCpuSeconds":%.3f,"failures":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    os.clock(), e.connect + e.read + e.write + e.status + e.timeout))
end
