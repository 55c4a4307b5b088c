import { z } from 'zod'

/** Names a data set. */
export const DatasetIdSchema = z.object({ id: z.string().min(1).max(120) })
