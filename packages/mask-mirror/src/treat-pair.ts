import { type Image, type Outcome, succeeded } from '@maskmirror/core'
import type { AlignedFace } from './aligned-face.ts'
import type { ProbeMask } from './probe-mask.ts'
import type { Treatment, TreatmentFailure } from './treatment.ts'

/** What a recogniser compares in place of two faces. */
export interface ComparedFaces {
  /** One, or several of which the most alike counts; RGB 112×112. */
  readonly references: readonly Image[]
  readonly probe: Image
  /** What was read from the probe; null for treatments that do not look at it. */
  readonly mask: ProbeMask | null
}

/** Treats one reference and one probe. Who compares many does the parts of a treatment once for each face. */
export async function treatPair(
  treatment: Treatment,
  reference: AlignedFace,
  probe: AlignedFace,
): Promise<Outcome<ComparedFaces, TreatmentFailure>> {
  if (treatment.kind === 'pair') {
    const read = await treatment.readProbe(probe)
    if (!read.ok) return read
    const treated = read.value.treat(reference)
    return treated.ok ? succeeded({ references: [treated.value], probe: probe.crop, mask: read.value.mask }) : treated
  }
  const references: Image[] = []
  for (let view = 0; view < treatment.views; view++) {
    const treated = treatment.treatReference(reference, view)
    if (!treated.ok) return treated
    references.push(treated.value)
  }
  const shown = treatment.treatProbe === null ? succeeded(probe.crop) : treatment.treatProbe(probe)
  return shown.ok ? succeeded({ references, probe: shown.value, mask: null }) : shown
}
