import { z } from 'zod'

/** What a person asks for: names, not yet checksums. `resolveRun` turns it into a run specification. */
export const RunRequestSchema = z.object({
  /** `demo`, the id of a registered data set, or (from the command line) a folder. */
  dataset: z.string().min(1),
  /** `lbp`, the name of a model card, or (from the command line) a path to an .onnx file. */
  model: z.string().min(1),
  /** Setting ids such as `umr-ump` or `mirror:flat`, in the order of the table's rows. */
  settings: z.array(z.string()).min(1),
  /** Where masks come from: drawn on bare photos, the set's really masked photos, or whatever the set supports best. */
  masks: z.enum(['auto', 'synthetic', 'real']).default('auto'),
  /** Which people: all, or one half of a split by person. */
  people: z.enum(['all', 'development', 'test']).default('all'),
  /** Which face of a photo with several: nearest to the centre, the largest, or none (counted as a failure). */
  facePolicy: z.enum(['central', 'largest', 'single']).default('central'),
  /** At most so many genuine pairs where the set has no pair list. */
  maxGenuine: z.int().min(1).max(1_000_000).default(5_000),
  /** At most so many impostor pairs where the set has no pair list. */
  maxImpostor: z.int().min(1).max(10_000_000).default(10_000),
  /** A list of people, see `readPartOfSplit`, and which of its parts takes part; null: all people do. */
  split: z
    .object({ list: z.string().min(1), part: z.string().min(1) })
    .nullable()
    .default(null),
  /**
   * A reviewed list of photos that are not used, see `parseExclusions`: its path, or what was decided in the dashboard, now (`current`) or
   * when a run was started, by the checksum that the list was kept under; null: all photos are used.
   */
  exclude: z
    .union([
      z.string().min(1),
      z.object({ reviewed: z.union([z.literal('current'), z.string().regex(/^[0-9a-f]{64}$/)]) }),
    ])
    .nullable()
    .default(null),
  /** Of the sampled pairs and of the masks drawn. */
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  /** Id of a finished run of the same model whose frozen thresholds are used, for sets that have no UMR-UMP pairs; null: this run's own. */
  thresholdsFrom: z.string().min(1).nullable().default(null),
  /** What the model was trained on, to be checked against the people and photos of the run. Left out: not checked. */
  training: z
    .object({
      /** Path to a file with a person a line, see `readTrainingManifest`. */
      manifest: z.string().min(1),
      /** Names of people and SHA-256 of pictures that may be in both. */
      allowed: z.array(z.string()).default([]),
    })
    .optional(),
})

/** After parsing: every default filled in. */
export type RunRequest = z.infer<typeof RunRequestSchema>
/** Before parsing: fields with a default may be left out. */
export type RunRequestInput = z.input<typeof RunRequestSchema>
