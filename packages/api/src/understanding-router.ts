import { occlusionFills } from '@maskmirror/evaluation/understanding'
import { lookTargets } from '@maskmirror/experiments'
import { z } from 'zod'
import { RunIdSchema } from './run-id.ts'
import { procedure, router } from './trpc.ts'

/** What recognisers of finished runs look at, and where their features lie. */
export const understandingRouter = router({
  /** People of a run with the numbers of their photos. */
  people: procedure.input(RunIdSchema).query(({ ctx, input }) => ctx.workbench.understanding.people(input.id)),
  /** Occlusion and attention on a person's unmasked and masked face, with image ids. */
  person: procedure
    .input(
      RunIdSchema.extend({
        person: z.string(),
        unmasked: z.int().min(0),
        masked: z.int().min(0),
        target: z.enum(lookTargets),
        occlusion: z.object({
          patch: z.int().min(1).max(112),
          stride: z.int().min(2).max(112),
          fill: z.enum(occlusionFills),
        }),
      }),
    )
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.understanding.person(id, query)),
  /** The features of a run on their principal components; with a second run, both. */
  features: procedure
    .input(RunIdSchema.extend({ second: RunIdSchema.shape.id.nullable() }))
    .query(({ ctx, input: { id, second } }) =>
      ctx.workbench.understanding.features(second === null ? [id] : [id, second]),
    ),
})
