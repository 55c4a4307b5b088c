import { expect, test } from 'vitest'
import { readEnv } from './env.ts'

test('the API is on this machine unless the environment says otherwise', () => {
  expect(readEnv({}).apiUrl).toBe('http://127.0.0.1:4310')
  expect(readEnv({ MASKMIRROR_API_URL: 'http://127.0.0.1:9000/' }).apiUrl).toBe('http://127.0.0.1:9000')
})

test.each(['127.0.0.1:4310', 'file:///etc/passwd', ''])('rejects %j as the address of the API', (url) => {
  expect(() => readEnv({ MASKMIRROR_API_URL: url })).toThrow(/MASKMIRROR_API_URL/)
})
