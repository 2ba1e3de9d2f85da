/** How many insertions, deletions and substitutions lie between two words. */
const distance = (one: string, other: string): number => {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (const [column, otherLetter] of [...other].entries()) {
      const substituted = (previous[column] ?? 0) + (letter === otherLetter ? 0 : 1)
      current.push(Math.min(substituted, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}

const plain = (word: string): string => word.toLowerCase().replace(/[_-]/g, '')

/** The known name that was probably meant; undefined if none is near. */
export const nearestName = (written: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((name) => ({ name, away: distance(plain(written), plain(name)) }))
    .sort((one, other) => one.away - other.away)
  const best = ranked[0]
  return best && best.away <= Math.max(1, Math.floor(plain(best.name).length / 3)) ? best.name : undefined
}

/** A hint to append to a sentence: `; did you mean issuer?`, or nothing. */
export const didYouMean = (written: string, known: readonly string[]): string => {
  const name = nearestName(written, known)
  return name === undefined ? '' : `; did you mean ${name}?`
}
