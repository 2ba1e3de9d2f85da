/**
 * What HTML's email fields accept (WHATWG HTML, valid e-mail address): ASCII only. So no two different addresses share
 * a key by a special case rule of Unicode, and none holds what means something in a mail's header.
 */
const valid =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/** RFC 5321 4.5.3.1.3, without the angle brackets. */
const maximumLength = 254

export const isEmail = (text: string): boolean => text.length <= maximumLength && valid.test(text)

/** By what an account is found: the address without regard to case. */
export const emailKey = (email: string): string => email.toLowerCase()
