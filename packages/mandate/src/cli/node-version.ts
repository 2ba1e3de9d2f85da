/** The oldest Node that has what the server uses: node:sqlite, argon2id, type stripping. */
const oldest = 24

/**
 * Why this Node cannot run the server; undefined if it can. No syntax here is younger than ES modules themselves, so
 * that an old Node gets as far as saying it.
 */
export const nodeProblem = (version: string): string | undefined => {
  if (Number(version.split('.')[0]) >= oldest) return undefined
  return `error: mandate needs Node ${oldest} or newer, and this is Node ${version}: see https://nodejs.org`
}
