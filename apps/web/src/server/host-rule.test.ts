import { expect, test } from 'vitest'
import { isLocalHost } from './host-rule.ts'

test.each(['localhost', 'LOCALHOST:4310', '127.0.0.1:3000', '[::1]:3000', '[::1]'])('%s is this machine', (host) => {
  expect(isLocalHost(host)).toBe(true)
})

test.each([null, '', 'attacker.example', 'localhost.attacker.example:80', '127.0.0.1.nip.io', '192.168.0.7:3000'])(
  '%s is refused',
  (host) => {
    expect(isLocalHost(host)).toBe(false)
  },
)
