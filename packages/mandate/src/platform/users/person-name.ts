const maximumLength = 200
/** Controls, and marks that turn the direction of the text around them: on a consent page they could mislead. */
const misleading = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Whether a text that people are shown holds such characters; line breaks and tabs aside. */
export const isMisleading = (text: string): boolean => text.replace(/[\n\r\t]/g, ' ').search(misleading) >= 0

/** A name as it is stored: composed, on one line, without what would mislead. Undefined if nothing is left. */
export const cleanPersonName = (name: string): string | undefined =>
  name.normalize('NFC').replace(misleading, ' ').replace(/\s+/g, ' ').trim() || undefined

export const isTooLongName = (name: string): boolean => [...name].length > maximumLength
