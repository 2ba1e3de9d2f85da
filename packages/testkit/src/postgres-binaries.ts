import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

const debianRoot = '/usr/lib/postgresql'

/**
 * Finds `initdb` and `postgres`: the newest version that Debian installed, else whatever is on PATH.
 * Debian keeps the server's programs off PATH so that several versions can live side by side.
 * Throws an error that names the package to install when there are none.
 */
export const findPostgresBinaries = (
  folders: readonly string[] = [...debianFolders(), ...(process.env.PATH ?? '').split(delimiter)],
): PostgresBinaries => {
  for (const folder of folders) {
    const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
    if (isExecutable(binaries.initdb) && isExecutable(binaries.postgres)) return binaries
  }
  throw new Error('PostgreSQL was not found; install it: apt-get install postgresql')
}

const debianFolders = (): string[] => {
  try {
    return readdirSync(debianRoot)
      .sort((left, right) => Number(right) - Number(left))
      .map((version) => join(debianRoot, version, 'bin'))
  } catch {
    return []
  }
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
