import { PeopleQuerySchema, PhotoKeySchema, PhotoQuerySchema } from '@maskmirror/experiments/dataset-pages'
import { z } from 'zod'
import { DatasetIdSchema } from './dataset-id.ts'
import { procedure, router } from './trpc.ts'

export const datasetsRouter = router({
  list: procedure.query(({ ctx }) => ctx.workbench.listDatasets()),
  add: procedure
    .input(z.object({ folder: z.string().min(1).max(4096), name: z.string().min(1).max(60).optional() }))
    .mutation(({ ctx, input }) => ctx.workbench.addDataset(input.folder, input.name)),
  remove: procedure
    .input(z.object({ id: z.string().min(1) }))
    .mutation(({ ctx, input }) => ctx.workbench.removeDataset(input.id)),
  /** Counts, layout, what is published of it and what can be evaluated. The first look reads every file of the set once. */
  get: procedure.input(DatasetIdSchema).query(({ ctx, input }) => ctx.workbench.pages.describe(input.id)),
  /** Reads the set again at the next look. */
  reread: procedure.input(DatasetIdSchema).mutation(({ ctx, input }) => ctx.workbench.pages.forget(input.id)),
  /** A page of photos. */
  photos: procedure
    .input(PhotoQuerySchema.extend(DatasetIdSchema.shape))
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.pages.listPhotos(id, query)),
  /** A page of people. */
  people: procedure
    .input(PeopleQuerySchema.extend(DatasetIdSchema.shape))
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.pages.listPeople(id, query)),
  /** Everything that is known of one photo. */
  photo: procedure
    .input(DatasetIdSchema.extend({ key: PhotoKeySchema }))
    .query(({ ctx, input }) => ctx.workbench.pages.describePhoto(input.id, input.key)),
})
