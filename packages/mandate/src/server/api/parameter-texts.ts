/** What the parameters of paths are, by name. */
export const parameterTexts: Readonly<Record<string, string>> = {
  appId: 'The id of an app.',
  organizationId: 'The id of an organization, or its slug.',
  userId: 'The id of a user, or `me` for the person on whose behalf the credential acts.',
  installationId: 'The id of an installation.',
  secretId: 'The id of a secret.',
  requestId: 'The id of a request.',
  invitationId: 'The id of an invitation.',
  keyId: 'The id of a key.',
  sessionId: 'The id of a session.',
  grantId: 'The id of a grant.',
  scopeName: 'The name of a scope.',
  identifier: 'The identifier of a resource, percent-encoded.',
  source: 'Another login: `hand_off`, or the name of an upstream provider.',
  challenge: 'The login challenge, from the URL of the login page.',
  interaction: 'What the browser brought to the consent page.',
}
