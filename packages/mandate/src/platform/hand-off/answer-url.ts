/** Where the platform sends the browser back to, below the issuer. */
export const handOffPath = '/login/hand-off'

/** The URL of ours that ends a hand-off: good for the browser that began it only, and once. */
export const answerUrl = (issuer: string, challenge: string, completion: string): string =>
  `${issuer}${handOffPath}?${new URLSearchParams({ login_challenge: challenge, completion })}`
