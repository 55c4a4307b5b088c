import { z } from 'zod'
import { AdaptDataSchema, AdaptTrainingSchema } from '#adaptation/adapt-file.ts'
import { RunRequestSchema } from '#run-request.ts'

const NameSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and hyphens')

/** What differs from the study's training. */
const ChangesSchema = z.record(z.string(), z.unknown())

const { model: _, ...request } = RunRequestSchema.shape

/**
 * What `maskmirror study` reads: systems and the sets that all of them are measured on. Paths are read from the folder that the
 * command is called in.
 */
export const StudyFileSchema = z
  .strictObject({
    name: NameSchema,
    /** What systems with `adapt` share; each says what it does otherwise. */
    adaptation: z
      .strictObject({
        backbone: z.string().min(1),
        featureMap: z.string().min(1),
        data: AdaptDataSchema,
        training: ChangesSchema,
      })
      .optional(),
    /** The first is what the others are compared with. */
    systems: z
      .array(
        z.union([
          /** As it is: the name of a card or an .onnx file. */
          z.strictObject({ name: NameSchema, model: z.string().min(1) }),
          /** The shared adaptation with changes of its training. */
          z.strictObject({ name: NameSchema, adapt: ChangesSchema }),
          /** A training from pixels: a file as `maskmirror train` reads it. */
          z.strictObject({ name: NameSchema, train: z.string().min(1) }),
        ]),
      )
      .min(1),
    /** As of `maskmirror evaluate`, without the model. */
    evaluations: z.array(z.strictObject({ name: NameSchema, ...request })).min(1),
  })
  .superRefine(({ adaptation, systems, evaluations }, context) => {
    for (const [list, of] of [
      ['systems', systems],
      ['evaluations', evaluations],
    ] as const) {
      const names = of.map(({ name }) => name)
      const twice = names.find((name, i) => names.indexOf(name) !== i)
      if (twice !== undefined) {
        context.addIssue({
          code: 'custom',
          path: [list],
          message: `expected each name once but ${twice} is there twice`,
        })
      }
    }
    for (const [i, system] of systems.entries()) {
      if (!('adapt' in system)) continue
      if (adaptation === undefined) {
        context.addIssue({ code: 'custom', path: ['adaptation'], message: `expected it where ${system.name} adapts` })
        continue
      }
      const training = AdaptTrainingSchema.safeParse(trainingOf(adaptation.training, system))
      for (const issue of training.error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: ['systems', i, 'adapt', ...issue.path], message: issue.message })
      }
    }
  })

export type StudyFile = z.infer<typeof StudyFileSchema>
export type StudySystem = StudyFile['systems'][number]

/** A system's training: the study's, with the system's own fields in place of its. */
export function trainingOf(
  shared: Readonly<Record<string, unknown>>,
  system: { readonly name: string; readonly adapt: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  return { ...shared, ...system.adapt, name: system.name }
}
