import { errorCodeWords } from '../../../platform/attempts/error-code-words.ts'
import { reasonWords } from '../../../platform/attempts/reason-words.ts'
import { problemCodeWords } from './problem-codes.ts'

/** The page that explains the error codes. */
export const errorCodes = {
  title: 'Error codes',
  lead: 'What the errors of this server mean, for developers of apps. Each answer brings a code, a sentence about what happened, and a link to its place on this page.',
  codes: 'Codes',
  means: 'Meaning',
  remedy: 'What to do',
  words: { ...errorCodeWords, ...problemCodeWords },
  reasons: {
    title: 'Reasons',
    lead: 'Finer than the codes, and as stable: by these the attempts of an app are kept for its developers.',
    words: reasonWords,
  },
}
