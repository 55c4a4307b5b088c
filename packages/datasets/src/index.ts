export type { Dataset, ExactLandmarks, Photo, PhotoPair } from './dataset.ts'
export type { DatasetErrorCode } from './error.ts'
export { DatasetError } from './error.ts'
export type { PairProtocol, View, ViewPair } from './protocol/pair-protocol.ts'
export type { SettingName } from './protocol/setting.ts'
export { maskedSides, settingNames } from './protocol/setting.ts'
export type {
  FolderDatasetOptions,
  GeneratedDatasetOptions,
  GeneratedPicture,
  NamedDataset,
  PairProtocolOptions,
  SettingCoverage,
} from './signatures.ts'
export {
  buildPairProtocol,
  generatePicture,
  listNamedDatasets,
  openFolderDataset,
  openGeneratedDataset,
  openNamedDataset,
  possibleSettings,
} from './signatures.ts'
