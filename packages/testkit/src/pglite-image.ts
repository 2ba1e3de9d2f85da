import { readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

const cacheFolder = join(import.meta.dirname, '../../../node_modules/.cache/mandate-testkit')

let image: Promise<Blob> | undefined

/**
 * A new in-process PostgreSQL. Making one from nothing takes seconds, loading the image of an empty one a tenth of
 * that, so the image is kept in memory and, for the other test processes, under node_modules/.cache.
 */
export const freshPglite = async (): Promise<PGlite> => {
  const { PGlite } = await import('@electric-sql/pglite')
  return PGlite.create({ loadDataDir: await preparePglite() })
}

/** Makes the image if there is none yet, so that test processes which start together need not each make one. */
export const preparePglite = (): Promise<Blob> => {
  image ??= loadImage()
  return image
}

const loadImage = async (): Promise<Blob> => {
  const path = join(cacheFolder, `pglite-${pgliteVersion()}.tar`)
  try {
    return new Blob([await readFile(path)])
  } catch {
    const made = await makeImage()
    await keep(path, made)
    return made
  }
}

const makeImage = async (): Promise<Blob> => {
  const { PGlite } = await import('@electric-sql/pglite')
  const empty = await PGlite.create()
  const dump = await empty.dumpDataDir('none')
  await empty.close()
  return dump
}

/** Written aside and renamed, so that another process never reads half an image. A read-only checkout does without. */
const keep = async (path: string, made: Blob): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    const aside = `${path}.${process.pid}`
    await writeFile(aside, Buffer.from(await made.arrayBuffer()))
    await rename(aside, path)
  } catch {
    return
  }
}

const pgliteVersion = (): string => {
  const path = findPackageJSON('@electric-sql/pglite', import.meta.url)
  if (path === undefined) throw new Error('@electric-sql/pglite is not installed; run npm ci')
  const manifest: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
  return manifest.version
}
