/** The scopes of OpenID Connect Core 5.4 and 11 in words, for a catalogue that has none of its own. */
export const scopes = {
  /** Heads those that are about the person. */
  you: 'You',
  profile: 'See your name and picture',
  email: 'See your email address',
  address: 'See your postal address',
  phone: 'See your phone number',
  offline_access: 'Keep this access while you are away',
}
