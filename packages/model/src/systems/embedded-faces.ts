import { createHash } from 'node:crypto'
import { canonicalJson } from '@maskmirror/core'
import type { DevelopmentSet } from '#training/development-error.ts'
import type { FaceSource } from '#training/face-batch.ts'
import type { FrozenRecogniser } from './frozen-recogniser.ts'

/** The same faces, each as a frozen recogniser's embedding of it. */
export function embeddedSource(source: FaceSource, { model, embed }: FrozenRecogniser): FaceSource {
  return {
    classes: source.classes,
    // another recogniser is another training
    checksum: createHash('sha256')
      .update(canonicalJson({ pictures: source.checksum, recogniser: model.sha256 }))
      .digest('hex'),
    batch: async (pass) => {
      const { labels, unmasked, masked } = await source.batch(pass)
      const [bare, covered] = await Promise.all([embed(unmasked), embed(masked)])
      return { labels, unmasked: bare, masked: covered, real: null }
    },
  }
}

/** Likewise of people who are not learned from. */
export async function embeddedDevelopment(
  { people, unmasked, masked }: DevelopmentSet,
  { embed }: FrozenRecogniser,
): Promise<DevelopmentSet> {
  return { people, unmasked: await embed(unmasked), masked: await embed(masked) }
}
