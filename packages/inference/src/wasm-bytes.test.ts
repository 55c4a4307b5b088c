import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import wabt from 'wabt'

test.each(['preprocess/rgb-planes', 'warped/warp-rows'])(
  'the bytes of %s are those of its source; vitest -u writes them',
  async (path) => {
    const name = basename(path)
    const source = readFileSync(resolve(import.meta.dirname, `${path}.wat`), 'utf8')
    const { parseWat } = await wabt()
    const module = parseWat(`${name}.wat`, source)
    const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64')
    module.destroy()
    const constant = `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Bytes`
    const text = `/** ${name}.wat, assembled, in base64; wasm-bytes.test.ts writes and checks it. */\nexport const ${constant} =\n  '${bytes}'\n`
    await expect(text).toMatchFileSnapshot(`./${dirname(path)}/${name}-bytes.ts`)
  },
)
