import type { RunRequestInput } from '#trpc/outputs.ts'

/** The run that needs nothing but this program: generated faces and the embedded recogniser. */
export const demonstration: RunRequestInput = {
  dataset: 'demo',
  model: 'embedded-pure',
  settings: ['umr-ump', 'umr-mp', 'mr-mp', 'mirror:type-colour', 'mirror:flat'],
}
