import { afterEach, expect, test, vi } from 'vitest'
import { keepToOwnOrigin } from './keep-to-own-origin.ts'

afterEach(() => vi.unstubAllGlobals())

test('own addresses pass, all others are refused before anything is sent', async () => {
  const sent: string[] = []
  const scope = {
    location: new URL('http://127.0.0.1:4310/_next/static/worker.js'),
    fetch: async (input: RequestInfo | URL) => {
      sent.push(String(input))
      return new Response('yes')
    },
  }
  vi.stubGlobal('self', scope)
  keepToOwnOrigin()
  expect(await (await scope.fetch('/mask-drawings')).text()).toBe('yes')
  for (const address of ['https://odml.pa.googleapis.com/v1/log', 'http://127.0.0.1:4311/', '//attacker.example/']) {
    await expect(scope.fetch(address)).rejects.toThrow('Expected an address of http://127.0.0.1:4310')
    await expect(scope.fetch(new Request(new URL(address, 'http://x.example')))).rejects.toThrow('Expected an address')
  }
  expect(sent).toEqual(['/mask-drawings'])
})
