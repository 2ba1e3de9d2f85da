/** What `mandate init` writes. */

export const configTemplate = `import { defineConfig } from 'mandate'

// Every key is optional. The environment (MANDATE_ISSUER, PORT, …) comes before this file, flags before both.
export default defineConfig({
  // The URL by which clients know this server. In production: https, and without a trailing slash.
  issuer: 'http://localhost:4000',
  port: 4000,

  // Or: 'postgres://user:password@host/name', or MANDATE_DATABASE.
  database: 'sqlite:./data/mandate.db',

  branding: {
    platformName: 'Example',
  },

  // Whether people may make accounts by themselves.
  signUp: 'open',

  // Without it, mails are shown on a page of the server, on this computer only. Or: MANDATE_SMTP_URL, MANDATE_MAIL_FROM.
  // mail: { smtpUrl: 'smtp://user:password@mail.example.com:587', from: 'Example <no-reply@example.com>' },
})
`

export const stateTemplate = `${JSON.stringify(
  {
    scopes: [{ name: 'posts:read', description: 'Read your posts' }],
    resources: [{ identifier: 'https://api.example.com', scopes: ['posts:read'] }],
    apps: [
      {
        clientId: 'demo',
        name: 'Demo',
        description: 'Shows how an app signs people in.',
        type: 'public',
        redirectUris: ['http://127.0.0.1:9000/callback'],
        grantTypes: ['authorization_code', 'refresh_token'],
        scopes: ['openid', 'profile', 'email', 'posts:read'],
      },
    ],
  },
  null,
  2,
)}
`
