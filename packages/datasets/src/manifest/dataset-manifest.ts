import { z } from 'zod'

const isHexadecimal = /^[0-9a-f]{64}$/

/** Beside lists and folders of a set on disk; no `..`, so that nothing is written elsewhere. */
const RelativeFolderSchema = z
  .string()
  .regex(/^$|^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/, 'Expected a relative folder')

/** One file to fetch. */
const ManifestFileSchema = z
  .strictObject({
    /** Under this name it is looked for in a mirror folder. */
    name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/),
    address: z.url({ protocol: /^https?$/ }),
    bytes: z.int().min(1).nullable(),
    sha256: z.string().regex(isHexadecimal).nullable(),
    /** Why size or checksum are not known; null when both are. */
    unknownBecause: z.string().min(1).nullable(),
    /** `none`: a list that is taken as it is. */
    unpack: z.enum(['zip', 'tar', 'tar.gz', 'none']),
    /** Folder of the set that it goes to; empty: the top. */
    into: RelativeFolderSchema,
  })
  .refine(({ bytes, sha256, unknownBecause }) => (bytes === null || sha256 === null) === (unknownBecause !== null), {
    message: 'Expected unknownBecause exactly where bytes or sha256 are null',
  })

const CountSchema = z.int().min(1).nullable()

/** What is publicly known of a data set: where it is, what it may be used for, and what a whole copy holds. */
export const DatasetManifestSchema = z
  .strictObject({
    /** Lower-case words joined by `-`; the file is named after it. */
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    title: z.string().min(1),
    description: z.string().min(1),
    homepage: z.url().nullable(),
    /** Fetched in this order; empty: it comes by hand. */
    files: z.array(ManifestFileSchema),
    /** How a person gets it without this program, one step each. */
    byHand: z.array(z.string().min(1)),
    /** Folder of the fetched set that is opened; empty: the top. */
    root: RelativeFolderSchema,
    /** What lies where, in words. */
    layout: z.string().min(1),
    /** A name such as CC-BY-4.0; null when the source names none. */
    licence: z.string().min(1).nullable(),
    /** What the source asks for, in our words. */
    terms: z.string().min(1),
    citation: z.string().min(1),
    /** Of a whole copy, as published; null where nothing is. */
    expected: z.strictObject({
      people: CountSchema,
      photos: CountSchema,
      masked: z.int().min(0).nullable(),
      pairs: CountSchema,
      genuinePairs: CountSchema,
      impostorPairs: CountSchema,
    }),
    /** Where the counts come from. */
    expectedFrom: z.string().min(1),
    /** What a person should know before trusting a number. */
    notes: z.array(z.string().min(1)),
  })
  .refine(({ files, byHand }) => files.length > 0 || byHand.length > 0, {
    message: 'Expected files to fetch or steps by hand',
  })

export type DatasetManifest = z.infer<typeof DatasetManifestSchema>
export type ManifestFile = DatasetManifest['files'][number]
export type ExpectedCounts = DatasetManifest['expected']
