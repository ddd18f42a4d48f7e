import { expect, it, describe } from 'vitest'
import { redact } from './redaction.ts'

const clean = (text: string): string => redact(text, false).text

describe('A14: a secret that a script prints is masked', () => {
  it.each([
    ['password=hunter2', 'password=[masked]'],
    ['DB_PASSWORD=hunter2 ./migrate', 'DB_PASSWORD=[masked] ./migrate'],
    ['export API_TOKEN="two words"', 'export API_TOKEN=[masked]'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AWS_SECRET_ACCESS_KEY=[masked]'],
    ['AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AKIAIOSFODNN7EXAMPLE [masked]'],
    ['{"apiToken": "abc", "port": 8080}', '{"apiToken": [masked], "port": 8080}'],
    ['{"SecretAccessKey":"abc/def"}', '{"SecretAccessKey":[masked]}'],
    ['GET /login?user=dana&token=abc123&next=/ 200', 'GET /login?user=dana&token=[masked]&next=/ 200'],
    ['body: user%3Ddana&password%3Dhunter2', 'body: user%3Ddana&password%3D[masked]'],
    ['mysql --user root --password hunter2 shop', 'mysql --user root --password [masked] shop'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [masked]'],
    ['curl -H "authorization: basic dXNlcjpwYXNz"', 'curl -H "authorization: basic [masked]"'],
    ['cloning https://dana:hunter2@git.example.com/shop.git', 'cloning https://dana:[masked]@git.example.com/shop.git'],
    [
      'Error: cannot connect to postgres://shop:hunter2@db/shop',
      'Error: cannot connect to postgres://shop:[masked]@db/shop',
    ],
    ['pushed with ghp_0123456789abcdefghijklmnopqrstuvwxyz', 'pushed with [masked]'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN', 'jwt [masked]'],
  ])('%s', (text, expected) => {
    expect(clean(text)).toBe(expected)
    // At the server the line is masked once more.
    expect(clean(clean(text))).toBe(expected)
  })

  it('over several lines, until its private key ends', () => {
    const printed = [
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIEpAIBAAKC',
      'q83vASNF',
      '-----END RSA PRIVATE KEY----- done',
    ]
    let isInKey = false
    const shown = printed.map((text) => {
      const line = redact(text, isInKey)
      isInKey = line.isInKey
      return line.text
    })
    expect(shown).toEqual([
      '-----BEGIN RSA PRIVATE KEY-----',
      '[masked]',
      '[masked]',
      '-----END RSA PRIVATE KEY----- done',
    ])
    expect(isInKey).toBe(false)
  })

  it('in a private key on one line', () => {
    expect(clean(String.raw`key: -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- ok`)).toBe(
      'key: -----BEGIN PRIVATE KEY-----[masked]-----END PRIVATE KEY----- ok',
    )
  })
})

it.each([
  'listening on http://127.0.0.1:8080/',
  '2026-11-22 14:02:11 npm install: 214 packages',
  'the tokenizer found 14 words',
  'commit 0123456789abcdef0123456789abcdef01234567',
  'ssh key fingerprint SHA256:uNiVztksCsDhcc0u9e8BrqsYVo',
])('leaves alone what is no secret: %s', (text) => {
  expect(clean(text)).toBe(text)
})

it.each([
  'a'.repeat(65_536),
  'password'.repeat(8192),
  'token '.repeat(10_000),
  'a://'.repeat(16_384),
  '"'.repeat(65_536),
])('costs no more than the length of a line that was made to hold it up (%#)', (text) => {
  const lines = redact(text, false)
  expect(lines.isInKey).toBe(false)
})
