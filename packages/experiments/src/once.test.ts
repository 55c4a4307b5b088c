import { expect, test } from 'vitest'
import { once } from './once.ts'

test('works once for all who ask, also at the same time', async () => {
  let calls = 0
  const ask = once(async () => ++calls)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect(await ask()).toBe(1)
})

test('a failure is told to those who asked and forgotten', async () => {
  let calls = 0
  const ask = once(async () => {
    if (++calls === 1) throw new Error('no memory')
    return calls
  })
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('no memory')
  expect(await ask()).toBe(2)
})
