/** Finds the handler for a path. The only file that imports the HTTP framework, of which it uses the router. */
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { HttpHandler } from '../../protocol/http.ts'

/** The handlers of one path, by method. */
export interface RoutedPath {
  /** The path with its `:name` segments, for logs and metrics. */
  readonly pattern: string
  readonly methods: ReadonlyMap<string, HttpHandler>
}

export interface Match {
  readonly route: RoutedPath
  readonly pathParameters: Readonly<Record<string, string>> | undefined
}

export interface Router {
  add(method: string, pattern: string, handle: HttpHandler): void
  match(path: string): Match | undefined
}

/** @throws Error at start if two claim the same method of the same path. */
export const createRouter = (): Router => {
  const fixed = new Map<string, RoutedPath & { methods: Map<string, HttpHandler> }>()
  const patterns = new SmartRouter<RoutedPath>({ routers: [new RegExpRouter(), new TrieRouter()] })

  return {
    add(method, pattern, handle) {
      let route = fixed.get(pattern)
      if (!route) {
        route = { pattern, methods: new Map() }
        fixed.set(pattern, route)
        if (pattern.includes(':')) patterns.add('ALL', pattern, route)
      }
      if (route.methods.has(method)) throw new Error(`${method} ${pattern} is claimed twice`)
      route.methods.set(method, handle)
    },
    match(path) {
      const route = fixed.get(path)
      if (route) return { route, pathParameters: undefined }
      const [matches, stash] = patterns.match('ALL', path)
      const found = matches[0]
      if (!found) return undefined
      const pathParameters: Record<string, string> = {}
      try {
        for (const [name, at] of Object.entries(found[1])) {
          const value = decodeURIComponent((stash ? stash[at as number] : (at as unknown as string)) ?? '')
          if (value.includes('\0')) return undefined
          pathParameters[name] = value
        }
      } catch {
        // A broken percent-encoding names nothing that there is, nor does a NUL character.
        return undefined
      }
      return { route: found[0], pathParameters }
    },
  }
}
