/** Writes what is made from the routes of the management API: its document, the list in the docs, the tests' types. */
import { readFileSync, writeFileSync } from 'node:fs'
import { apiDescription } from '../packages/mandate/test/api/api-description.ts'

const root = new URL('../', import.meta.url)
const readme = readFileSync(new URL('docs/api/README.md', root), 'utf8')
for (const [path, text] of await apiDescription(readme)) writeFileSync(new URL(path, root), text)
