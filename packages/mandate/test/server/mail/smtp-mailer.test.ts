import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, test } from 'node:test'
import { createSmtpMailer } from '../../../src/server/mail/smtp-mailer.ts'

/** A mail server that takes what it is given; recipients at `refused.example` it does not know. */
const listen = async () => {
  const sockets = new Set<Socket>()
  const lines: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    let data = false
    let rest = ''
    const say = (text: string) => socket.write(`${text}\r\n`)
    say('220 test ready')
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString('utf8')).split('\r\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        lines.push(line)
        if (data) {
          if (line !== '.') continue
          data = false
          say('250 taken')
        } else if (line.startsWith('EHLO')) say('250 test')
        else if (line === 'DATA') {
          data = true
          say('354 go on')
        } else say(line.includes('@refused.example') ? '550 nobody here' : '250 fine')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const from = 'Northwind <id@northwind.example>'

describe('the SMTP mailer', () => {
  test('hands mails over, over one connection', async () => {
    const server = await listen()
    const mailer = createSmtpMailer({ smtpUrl: server.url, from })
    const text = 'Open this link:\n\nhttps://id.example.com/verify-email?token=mve_abc\n'
    await mailer.send({ to: 'ada@example.com', subject: 'Grüße', text })
    await mailer.send({ to: 'bob@example.com', subject: 'Two', text })
    mailer.close()
    await server.close()
    const { lines } = server
    assert.ok(lines.includes('MAIL FROM:<id@northwind.example>'))
    assert.ok(lines.includes('RCPT TO:<ada@example.com>') && lines.includes('RCPT TO:<bob@example.com>'))
    assert.ok(lines.includes(`From: ${from}`) && lines.includes('To: ada@example.com'))
    assert.ok(lines.includes('Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?='))
    assert.ok(lines.join('\n').replaceAll('=\n', '').replaceAll('=3D', '=').includes('?token=mve_abc'))
    assert.equal(lines.filter((line) => line.startsWith('EHLO')).length, 1)
  })

  test('says when the mail server does not take one', async () => {
    const server = await listen()
    const mailer = createSmtpMailer({ smtpUrl: server.url, from })
    const refused = mailer.send({ to: 'ada@refused.example', subject: 'One', text: 'Hello' })
    await assert.rejects(refused, /550 nobody here/)
    mailer.close()
    await server.close()
  })

  test('says when there is none', async () => {
    const server = await listen()
    await server.close()
    const mailer = createSmtpMailer({ smtpUrl: server.url, from })
    await assert.rejects(
      mailer.send({ to: 'ada@example.com', subject: 'One', text: 'Hello' }),
      /ECONNREFUSED/,
    )
    mailer.close()
  })
})
