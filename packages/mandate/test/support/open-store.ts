/** A process that opens the database whose path it is given, as a start does, and ends by itself, or is ended. */
import { openStore } from '../../src/store/open.ts'

const [, , path = ''] = process.argv
const database = await openStore({ database: { dialect: 'sqlite', path } })
await database.close()
