import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { createImage, createRng, type Image } from '@maskmirror/core'
import { encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import type { Benchmark } from './benchmark.ts'

/** 90 megapixels: below the limit of 100. */
const side = 9480

export const benchmark: Benchmark = {
  name: 'huge pictures',
  description:
    'memory and processor time of decoding a picture near the largest that is taken, in a process of its own',
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const picture = grain()
      const jpeg = await encodeJpeg(picture, 92)
      const files = { JPEG: jpeg, 'JPEG, turned by its EXIF': turned(jpeg), PNG: await encodePng(picture) }
      const measurements: object[] = []
      for (const [name, bytes] of Object.entries(files)) {
        const path = join(folder, 'picture')
        await writeFile(path, bytes)
        const child = await promisify(execFile)(process.execPath, [
          ...['--import', 'tsx', resolve(import.meta.dirname, 'huge-pictures-decode.ts'), path],
        ])
        const measured = JSON.parse(child.stdout) as { cpuMs: number; memoryBytes: number }
        print(
          `${name}: ${(measured.memoryBytes / 1e9).toFixed(2)} GB, ${measured.cpuMs.toFixed(0)} ms of processor time`,
        )
        measurements.push({ name, fileBytes: bytes.length, ...measured })
      }
      return { measurements }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** A slope with noise, which compresses about as photos do. */
function grain(): Image {
  const rng = createRng('grain')
  const noise = Int8Array.from({ length: 1 << 16 }, () => rng.int(13) - 6)
  const image = createImage(side, side, 3)
  for (let i = 0; i < image.data.length; i++) {
    image.data[i] = 40 + ((i / 3) % side) / 60 + noise[(i * 31 + (i >> 9)) & 0xffff]!
  }
  return image
}

/** The same file with EXIF that says: turned by a quarter. */
function turned(jpeg: Uint8Array): Uint8Array {
  // APP1, its length, "Exif", a big-endian TIFF header, one entry: orientation 6
  const hex = 'ffe10022457869660000 4d4d002a00000008 0001 0112000300000001 00060000 00000000'
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(hex.replaceAll(' ', ''), 'hex'), jpeg.subarray(2)])
}
