import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readTrainFile } from './read-train-file.ts'

const folder = resolve(import.meta.dirname, '../../configs')

test.each(readdirSync(folder))('%s is a training of its own name', async (file) => {
  const { training } = await readTrainFile(resolve(folder, file))
  expect(`${training.name}.json`).toBe(file)
})

test('says what is wrong with a configuration', async () => {
  await expect(readTrainFile(resolve(folder, 'nothing.json'))).rejects.toMatchObject({ code: 'bad-config' })
  await expect(readTrainFile(import.meta.filename)).rejects.toThrow(/training configuration at .* but: .*JSON/)
  await expect(readTrainFile(resolve(folder, '../package.json'))).rejects.toThrow(/training/)
})
