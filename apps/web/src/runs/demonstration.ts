import type { RunRequestInput } from '#trpc/outputs.ts'

/** The run that needs nothing but this program: generated faces and a recogniser without weights. */
export const demonstration: RunRequestInput = {
  dataset: 'demo',
  model: 'lbp',
  settings: ['umr-ump', 'umr-mp', 'mr-mp', 'mirror:type-colour', 'mirror:flat'],
}
