/** Some paths of the management API hold what names a sign-in; nothing of that length stands in the log. */
export const loggedPath = (path: string): string => path.replace(/[A-Za-z0-9_-]{40,}/g, '[redacted]')
