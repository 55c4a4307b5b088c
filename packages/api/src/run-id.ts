import { z } from 'zod'

/** Names a run. */
export const RunIdSchema = z.object({ id: z.string().min(1).max(120) })
