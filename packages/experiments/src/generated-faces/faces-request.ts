import { plainWorld, variedWorld } from '@maskmirror/datasets'
import { maskStyles } from '@maskmirror/mask-the-face'
import { z } from 'zod'

const Share = z.number().min(0).max(1)
const Count = z.int().min(1).max(1_000_000)

export const worldNames = ['plain', 'varied'] as const

/** A set of generated faces to be written as files. */
export const FacesRequestSchema = z.strictObject({
  people: Count.default(1000),
  picturesPerPerson: Count.default(10),
  /** Another seed is another world of people. */
  seed: z.union([z.string(), z.int()]).default(1),
  /** No person is in both. */
  split: z.enum(['development', 'test']).default('test'),
  world: z.enum(worldNames).default('varied'),
  /** Share of pictures on which a mask is worn. */
  masks: Share.default(0),
  /** How masks are worn, each equally likely. */
  styles: z.array(z.enum(maskStyles)).min(1).default(['correct', 'below-nose', 'on-chin']),
})

export type FacesRequest = z.infer<typeof FacesRequestSchema>

export function worldOf(name: FacesRequest['world']) {
  return name === 'plain' ? plainWorld : variedWorld
}
