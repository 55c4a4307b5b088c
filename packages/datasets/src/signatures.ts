import type { Image } from '@maskmirror/core'
import type { Dataset, ExactLandmarks } from './dataset.ts'
import type { PairProtocol, View } from './protocol/pair-protocol.ts'
import type { SettingName } from './protocol/setting.ts'

export interface FolderDatasetOptions {
  readonly name?: string
  readonly signal?: AbortSignal
}
export declare function openFolderDataset(folder: string, options?: FolderDatasetOptions): Promise<Dataset>

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

export interface PairProtocolOptions {
  readonly masks: 'auto' | 'synthetic' | 'real'
  readonly people: 'all' | 'development' | 'test'
  readonly maxGenuine: number
  readonly maxImpostor: number
  readonly seed: string | number
}
export declare function buildPairProtocol(dataset: Dataset, options: PairProtocolOptions): PairProtocol

/** How many pairs of a protocol a setting can use, and why none when there are none. */
export interface SettingCoverage {
  readonly genuine: number
  readonly impostor: number
  /** Null when at least one genuine and one impostor pair can be compared. */
  readonly impossibleBecause: string | null
}
export declare function possibleSettings(protocol: PairProtocol): Readonly<Record<SettingName, SettingCoverage>>
/** Whether the view has the photo that a side of a setting needs. */
export declare function viewHasSide(view: View, masked: boolean, maskSource: PairProtocol['maskSource']): boolean
