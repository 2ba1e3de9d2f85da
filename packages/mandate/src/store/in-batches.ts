/** Below what either database takes as parameters of one statement. */
const batchSize = 500

/** Asks for many things by a list of names, a batch at a time. */
export const inBatches = async <Row>(
  names: readonly string[],
  select: (batch: readonly string[]) => Promise<readonly Row[]>,
): Promise<Row[]> => {
  const rows: Row[] = []
  for (let from = 0; from < names.length; from += batchSize) {
    rows.push(...(await select(names.slice(from, from + batchSize))))
  }
  return rows
}
