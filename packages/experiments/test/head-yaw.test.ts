import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createImage, type Image } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'
import { decodeImage } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { headYaw } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'
import { openSynthFaceFinder } from '../src/synth/index.ts'
import { temporaryFolder } from './picture-folder.ts'

test('on generated heads it is the yaw that they were turned by', async () => {
  const errors: number[] = []
  for (let i = 0; i < 16; i++) {
    const { landmarks, parameters } = await generatePicture({ seed: 'yaw', person: `person ${i}`, picture: 0 })
    errors.push(Math.abs(headYaw(landmarks.ibug68.points) - (parameters.appearance.yawRad * 180) / Math.PI))
  }
  expect(Math.max(...errors)).toBeLessThan(3) // turned by up to some 10 degrees
})

const shared = process.env.MASKMIRROR_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const photos = join(shared, 'data/lfw')
const models = join(shared, 'models')
const hasPhotos = existsSync(photos) && existsSync(join(models, 'face_landmarker.task'))

test.skipIf(!hasPhotos)(
  `on real photos that are mirrored it turns its sign${hasPhotos ? '' : ' (skipped: needs ../shared/data/lfw and models)'}`,
  async () => {
    await using folder = await temporaryFolder()
    const inference = createInferenceRuntime({ workers: 1 })
    const registry = createModelRegistry({ directories: [models], cacheDirectory: folder.path })
    const finder = await openSynthFaceFinder({ models: registry, inference })
    try {
      const yawOf = async (image: Image) => {
        const found = await finder.find(image, 'central')
        return found.ok ? headYaw(found.value[0]!.points) : null
      }
      const yaws: number[] = []
      const sums: number[] = []
      for (const person of readdirSync(photos).sort().slice(0, 40)) {
        const file = join(photos, person, `${person}_0001.jpg`)
        if (!existsSync(file)) continue
        const image = await decodeImage(await readFile(file))
        const [own, other] = [await yawOf(image), await yawOf(mirrored(image))]
        if (own === null || other === null) continue
        yaws.push(Math.abs(own))
        sums.push(Math.abs(own + other))
      }
      expect(yaws.length).toBeGreaterThan(30)
      expect(Math.max(...yaws)).toBeGreaterThan(15)
      expect(sums.toSorted((a, b) => a - b)[sums.length >> 1]).toBeLessThan(3)
    } finally {
      await finder.close()
      await inference.close()
    }
  },
)

function mirrored({ width, height, data }: Image): Image {
  const result = createImage(width, height, 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 3
      result.data.set(data.subarray(from, from + 3), (y * width + x) * 3)
    }
  }
  return result
}
