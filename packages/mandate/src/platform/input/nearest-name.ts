/** How many insertions, deletions, substitutions and swaps of neighbours lie between two words. */
const distance = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    rows.push(current)
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          at(row - 1, column - 1) + (same ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return at(one.length, other.length)
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
