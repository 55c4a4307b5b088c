import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { refusalOf } from './request-guard.ts'

const request = (headers: Record<string, string>, method = 'POST') =>
  ({ headers, method }) as unknown as IncomingMessage

describe('refusalOf', () => {
  test.each([
    { host: '127.0.0.1:4310' },
    { host: 'localhost:4310', origin: 'http://localhost:4310' },
    { host: '[::1]:4310', origin: 'http://[::1]:4310', 'sec-fetch-site': 'same-origin' },
  ])('lets %j in', (headers) => {
    expect(refusalOf(request(headers))).toBeNull()
  })

  test.each([
    [{}, /local host name/],
    [{ host: 'evil.example' }, /local host name but received evil\.example/],
    [{ host: 'localhost.evil.example:4310' }, /local host name/],
    [{ host: '127.0.0.1:4310', origin: 'https://evil.example' }, /one of https:\/\/evil\.example/],
    [{ host: '127.0.0.1:4310', origin: 'http://127.0.0.1:3000' }, /request of the dashboard/],
    [{ host: '127.0.0.1:4310', origin: 'null' }, /request of the dashboard/],
    [{ host: '127.0.0.1:4310', 'sec-fetch-site': 'cross-site' }, /another site/],
  ])('refuses %j', (headers: Record<string, string>, reason) => {
    expect(refusalOf(request(headers))).toMatch(reason)
  })

  test('a link on another site may open the dashboard', () => {
    const headers = { host: '127.0.0.1:4310', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(refusalOf(request(headers, 'GET'))).toBeNull()
    expect(refusalOf(request(headers, 'POST'))).toMatch(/another site/)
  })
})
