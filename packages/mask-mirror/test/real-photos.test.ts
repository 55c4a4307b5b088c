import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { listPhotos, readFaces } from '../fit/read-faces.ts'
import { pairTreatment } from './made-faces.ts'
import { sharedFolder } from './shared-folder.ts'

const shared = sharedFolder()
const ready = ['data/rmfvd/labels.csv', 'data/rmfrd/labels.csv', 'data/lfw', 'models'].every((path) =>
  existsSync(join(shared, path)),
)

test.skipIf(!ready)('real photographs: masks are found, bare faces are not (skipped: needs ../shared)', async () => {
  const photos = (await listPhotos(resolve(shared, 'data'))).filter(({ dataset }) => dataset === 'rmfvd')
  const some = [
    ...photos.filter(({ masked }) => masked).filter((_, i) => i % 17 === 0),
    ...photos.filter(({ masked }) => !masked).filter((_, i) => i % 6 === 0),
  ]
  const { faces, failures } = await readFaces(some, resolve(shared, 'models'))
  expect(failures).toBeLessThan(0.1 * some.length)
  const { readProbe } = pairTreatment('type-colour')
  const counts = { masked: 0, maskedFound: 0, bare: 0, bareFound: 0 }
  const reference = faces.find(({ masked }) => !masked)!.face
  for (const { face, masked } of faces) {
    const mask = await readProbe(face)
    counts[masked ? 'masked' : 'bare']++
    if (!mask.ok) continue
    counts[masked ? 'maskedFound' : 'bareFound']++
    expect(mask.value.treat(reference).ok).toBe(true)
  }
  // on all people of the test half: 95 % and 0 %
  expect(counts.maskedFound).toBeGreaterThan(0.85 * counts.masked)
  expect(counts.bareFound).toBeLessThan(0.05 * counts.bare)
})
