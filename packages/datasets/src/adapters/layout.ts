/** How a set lies on disk. */
export interface Layout {
  readonly name: LayoutName
  /** Sets that come like this. */
  readonly sets: string
  /** What is expected, in one sentence. */
  readonly expects: string
}

export type LayoutName =
  | 'people'
  | 'list'
  | 'flat-pairs'
  | 'mask-trees'
  | 'portraits'
  | 'sessions'
  | 'megaface'
  | 'recordio'
  | 'verification-pack'

export const layouts: readonly Layout[] = [
  {
    name: 'people',
    sets: 'LFW, MFR2, CASIA-WebFace, SMFRD, your own photos',
    expects: 'person/photo.jpg; optional labels.csv or mfr2_labels.txt, pairs.txt or pairs.csv, people.txt',
  },
  {
    name: 'list',
    sets: 'MFRFI, your own photos in any folders',
    expects: 'a CSV file with file,identity,masked (or mask_type) and any further columns; optional pairs.csv',
  },
  {
    name: 'flat-pairs',
    sets: 'CALFW, CPLFW, MLFW, lists of paths',
    expects:
      'pictures in one folder, and pairs_CALFW.txt, pairs.txt or lfw_test_pair.txt that pairs files; optional labels.csv',
  },
  {
    name: 'mask-trees',
    sets: 'RMFRD, SMFRD beside its originals',
    expects: 'tree/person/photo.jpg, where the name of at least one tree says masked',
  },
  { name: 'portraits', sets: 'RMFVD', expects: 'person/unmasked.jpg and masked photos beside it' },
  {
    name: 'sessions',
    sets: 'frames of M2FRED',
    expects: 'person/session/photo.jpg or person/session/clip/photo.jpg, with the same sessions for several people',
  },
  {
    name: 'megaface',
    sets: 'MegaFace with FaceScrub',
    expects: 'facescrub_features_list.json, megaface_features_list.json_1000_1 and their pictures',
  },
  {
    name: 'recordio',
    sets: "InsightFace's training sets (CASIA-WebFace, MS1M)",
    expects: 'train.rec; optional train.idx, train.lst, train.labels.csv',
  },
  {
    name: 'verification-pack',
    sets: "InsightFace's test sets (lfw.bin, cfp_fp.bin, agedb_30.bin, calfw.bin)",
    expects: 'a .bin file; optional .labels.csv with its name',
  },
]
