/** Where the platform reports what went wrong behind somebody's back. Takes no secrets. pino's loggers fit. */
export interface Log {
  error(detail: Readonly<Record<string, unknown>>, message: string): void
}
