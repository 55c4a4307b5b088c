import type { Image } from '@maskmirror/core'
import type { Dataset, ExactLandmarks } from './dataset.ts'

export interface GeneratedDatasetOptions {
  readonly seed: string | number
  readonly people: number
  readonly picturesPerPerson: number
  readonly split: 'development' | 'test'
  /** Where rendered pictures are kept; without it every load renders. */
  readonly cacheDirectory?: string
}
export declare function openGeneratedDataset(options: GeneratedDatasetOptions): Dataset

/** A set that is known by name, without a folder. */
export interface NamedDataset {
  readonly name: string
  readonly description: string
  readonly people: number
  readonly picturesPerPerson: number
  readonly licence: string
}
export declare function listNamedDatasets(): readonly NamedDataset[]
export declare function openNamedDataset(
  name: string,
  options: { seed: string | number; split: 'development' | 'test'; cacheDirectory?: string },
): Dataset

export interface GeneratedPicture {
  readonly image: Image
  readonly jpeg: Buffer
  readonly landmarks: ExactLandmarks
}
export declare function generatePicture(options: {
  seed: string | number
  person: string
  picture: number
}): Promise<GeneratedPicture>
