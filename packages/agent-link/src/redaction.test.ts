import { costOfLength, squareCost } from '@sluice/testkit'
import { expect, it, describe } from 'vitest'
import { mostKeyLines } from './private-key.ts'
import { redact, redactLines } from './redaction.ts'

const clean = (text: string): string => redact(text, 0).text
const encoded = (text: string): string => Buffer.from(text).toString('base64')

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
    ['password="hunter2', 'password=[masked]'],
    ["password='hunter2 and more", 'password=[masked]'],
    [String.raw`{"password":"hun\"ter2","port":8080}`, '{"password":[masked],"port":8080}'],
    [String.raw`"{\"password\":\"hun\\\"ter2\",\"port\":80}"`, String.raw`"{\"password\":[masked],\"port\":80}"`],
    ['DB_PASSWORD=p@ss,w0rd-tail ./migrate', 'DB_PASSWORD=[masked] ./migrate'],
    ['DB_PASSWORD=ab;cdef&ghi', 'DB_PASSWORD=[masked]'],
    [`DB_PASSWORD=p"ss'w0rd ./migrate`, 'DB_PASSWORD=[masked] ./migrate'],
    [String.raw`password=\abc`, 'password=[masked]'],
    ['password       =    hunter2', 'password       =    [masked]'],
    ['sh -c "run --token=abc" now', 'sh -c "run --token=[masked]" now'],
    ['{"cmd":"run --token=abc","port":80}', '{"cmd":"run --token=[masked]","port":80}'],
    ['DB_PASS=hunter2', 'DB_PASS=[masked]'],
    ["auth: { user: 'dana', pass: 'hunter2' }", "auth: { user: 'dana', pass: [masked] }"],
    ['smtpPass=hunter2', 'smtpPass=[masked]'],
    ['curl -u admin:hunter2 https://example.com', 'curl -u admin:[masked] https://example.com'],
    ['+ curl -s --user "admin:hunter 2" https://x', '+ curl -s --user "admin:[masked]" https://x'],
    ['cloning https://dana:p/w@git.example.com/shop', 'cloning https://dana:[masked]@git.example.com/shop'],
    ['cloning https://dana:p@w@git.example.com/@shop', 'cloning https://dana:[masked]@git.example.com/@shop'],
    [`echo ${encoded('password=hunter2')} | base64 -d`, 'echo [masked] | base64 -d'],
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
    const shown = redactLines(printed.join('\n')).split('\n')
    expect(shown).toEqual([
      '-----BEGIN RSA PRIVATE KEY-----',
      '[masked]',
      '[masked]',
      '-----END RSA PRIVATE KEY----- done',
    ])
  })

  it('in a private key that a logger or a program prints', () => {
    const run = 'MIIEpAIBAAKCAQEAq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8B'
    const printed = ['-----BEGIN RSA PRIVATE KEY-----', 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,0F', '']
    const lines = [...printed, `2026-11-22 14:02:11 app | ${run}`, `  "${run}\\n" +`, '=njUN']
    expect(redactLines(lines.join('\n')).split('\n')).toEqual([
      '-----BEGIN RSA PRIVATE KEY-----',
      '[masked]',
      '[masked]',
      '',
      '[masked]',
      '[masked]',
      '[masked]',
    ])
    expect(clean(`{"key":"-----BEGIN PRIVATE KEY-----\\n${run}`)).toBe('{"key":"-----BEGIN PRIVATE KEY-----[masked]')
  })

  it('in every private key of one line', () => {
    const one = ['-----BEGIN PRIVATE KEY-----', 'MIIE', '-----END PRIVATE KEY-----'].join(String.raw`\n`)
    expect(clean(`${one} and ${one}`)).not.toContain('MIIE')
  })

  it('in a private key on one line', () => {
    expect(clean(String.raw`key: -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- ok`)).toBe(
      'key: -----BEGIN PRIVATE KEY-----[masked]-----END PRIVATE KEY----- ok',
    )
  })
})

describe('who mentions the first line of a private key goes on being read', () => {
  const error = 'Error: port 8080 in use'
  it.each([
    ['in a sentence', ['checking for -----BEGIN PRIVATE KEY----- in app.pem', 'starting', error], []],
    ['alone, as grep and head print it', ['-----BEGIN PRIVATE KEY-----', error], []],
    ['before words that might be of it', ['-----BEGIN PRIVATE KEY-----', 'ok', '', error], [1]],
    ['with a secret after it', ['-----BEGIN PRIVATE KEY----- in x.pem, password=hunter2', error], [0]],
  ])('%s', (_what, lines, changed) => {
    const shown = redactLines(lines.join('\n')).split('\n')
    expect(shown.flatMap((line, at) => (line === lines[at] ? [] : [at]))).toEqual(changed)
    expect(shown.at(-1)).toBe(error)
  })

  it('after as many lines as no key has', () => {
    const words = Array.from({ length: 1000 }, (_, at) => `word${at}`)
    const shown = redactLines(['-----BEGIN PRIVATE KEY-----', ...words].join('\n')).split('\n')
    expect(shown.filter((line) => line === '[masked]').length).toBeLessThan(mostKeyLines)
    expect(shown.at(-1)).toBe('word999')
  })
})

it.each([
  'pass: 12, fail: 0',
  'bypass=true compass: north',
  'fetching http://registry:4873/@shop/web',
  'docker run -u node:node shop',
  'listening on http://127.0.0.1:8080/',
  '2026-11-22 14:02:11 npm install: 214 packages',
  'the tokenizer found 14 words',
  'commit 0123456789abcdef0123456789abcdef01234567',
  'ssh key fingerprint SHA256:uNiVztksCsDhcc0u9e8BrqsYVo',
])('leaves alone what is no secret: %s', (text) => {
  expect(clean(text)).toBe(text)
})

it.each([
  'a',
  'password',
  'token ',
  'a://',
  '"',
  'pwd="',
  'password=',
  String.raw`pwd="\a`,
  String.raw`pwd=\"\\\"`,
  'pass = ',
  'curl ',
  'curl -u a:',
  'https://a:b/',
  '--token ',
  'eyJaaaaaaaa.',
  'cGFzc3dvcmQ9',
  '-----BEGIN PRIVATE KEY----- or ',
  '-----END PRIVATE KEY----- ',
])('costs no more than the length of a line that was made to hold it up: %s', (piece) => {
  const part = piece.repeat(Math.ceil(512 / piece.length))
  expect(costOfLength((text) => redact(text, 0), part)).toBeLessThan(squareCost)
  expect(costOfLength((text) => redact(text, 1), part)).toBeLessThan(squareCost)
})
