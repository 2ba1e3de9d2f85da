/** What a failed connection says of itself; several addresses that were tried fail as one error without a message. */
export const reasonOf = (error: unknown): string => {
  const { message, errors, code } = error as { message?: string; errors?: readonly Error[]; code?: string }
  return message || errors?.[0]?.message || code || String(error)
}
