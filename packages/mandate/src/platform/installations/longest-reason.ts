/** How many characters of a reason, or of the note beside a decision, are kept. */
export const longestReason = 1000
