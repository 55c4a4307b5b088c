import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtInCards, type ModelCard, ModelCardSchema } from '@maskmirror/inference'

/**
 * The project's own recognisers, trained on generated people: ArcFace alone, and the same one adapted to masks by a refinement layer and
 * domain adaptation.
 */
export const embeddedModelNames = ['embedded-pure', 'embedded-both'] as const

/** Where their files lie. */
export const embeddedModelsFolder: string = fileURLToPath(new URL('../../models/', import.meta.url))

export function embeddedCards(): ModelCard[] {
  return embeddedModelNames.map((name) =>
    ModelCardSchema.parse(JSON.parse(readFileSync(`${embeddedModelsFolder}${name}.card.json`, 'utf8'))),
  )
}

/** The file that says how one of them was trained. */
export function embeddedConfiguration(name: (typeof embeddedModelNames)[number]): string {
  const path = name === 'embedded-pure' ? '../../configs/embedded-pure.json' : '../../adaptations/embedded-both.json'
  return fileURLToPath(new URL(path, import.meta.url))
}

/** What a model registry needs to know public models and the embedded ones. @param directories of the user, looked into first */
export function withEmbeddedModels(directories: readonly string[]): {
  readonly directories: readonly string[]
  readonly cards: readonly ModelCard[]
} {
  return { directories: [...directories, embeddedModelsFolder], cards: [...embeddedCards(), ...builtInCards()] }
}
