import { resolve } from 'node:path'
import type { ModelCard } from '../model-card.ts'

/** What a person without a network needs to know to bring a model here, one fact a line. */
export function placeByHand(card: ModelCard, directory: string): string {
  const { name, bytes, sha256 } = card.file
  return [
    `  file    ${name}`,
    `  into    ${resolve(directory)}`,
    `  from    ${card.source.address ?? 'no public address'}`,
    `  size    ${bytes === null ? 'not known' : `${bytes} bytes`}`,
    `  sha256  ${sha256 ?? 'not known: it is shown and confirmed once'}`,
    `  licence ${card.licence ?? 'none stated'}`,
  ].join('\n')
}
