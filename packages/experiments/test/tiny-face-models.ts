import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInCards, createModelRegistry, type ModelCard, type ModelRegistry } from '@maskmirror/inference'
import { tinyMaskedRfb } from '../../faces/test/tiny-masked-rfb.ts'
import { tinyMesh } from '../../faces/test/tiny-mesh.ts'
import { tinyYunet } from '../../faces/test/tiny-yunet.ts'

/** Models that are known by hand, in the place of those that faces are found with. */
const tinyModels: Readonly<Record<string, () => Uint8Array>> = {
  'yunet-2026may': tinyYunet,
  'rfb-640-masked': tinyMaskedRfb,
  'mediapipe-face-landmarker': tinyMesh,
}

/**
 * A registry with small models under the names of the real ones.
 *
 * @param folder where their files go
 * @param other other files in their place
 */
export async function tinyRegistry(
  folder: string,
  other: Readonly<Record<string, Uint8Array>> = {},
): Promise<ModelRegistry> {
  const cards: ModelCard[] = []
  await mkdir(folder, { recursive: true })
  for (const card of builtInCards()) {
    const bytes = other[card.name] ?? tinyModels[card.name]?.()
    if (bytes === undefined) continue
    const name = `${card.name}.onnx`
    await writeFile(join(folder, name), bytes)
    const { name: _, ...input } = card.input // small models have names of their own
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    cards.push({ ...card, input, file: { name, bytes: bytes.length, sha256 } })
  }
  return createModelRegistry({ directories: [folder], cards })
}
