import type { Image, Outcome } from '@maskmirror/core'
import type { DrawMaskFailure, MaskTemplates } from '@maskmirror/mask-the-face'
import type { AlignedFace } from './aligned-face.ts'
import type { ProbeMask } from './probe-mask.ts'

/** Why a probe gave no mask or a face no picture; counted, never hidden. */
export type TreatmentFailure = 'no-mask-found' | 'no-skin-visible' | DrawMaskFailure

/** Gives a reference the mask of the probe that it is compared with: one picture for each pair. Mates and impostors are treated alike. */
export interface PairTreatment {
  readonly kind: 'pair'
  readonly name: PairTreatmentName
  /** Once per probe. */
  readProbe(probe: AlignedFace): Promise<Outcome<ReadProbe, TreatmentFailure>>
}

/** A probe that was read. */
export interface ReadProbe {
  readonly mask: ProbeMask
  /** @returns the reference's crop with the mask, RGB 112×112 */
  treat(reference: AlignedFace): Outcome<Image, TreatmentFailure>
}

/**
 * Treats each face alone, whatever it will be compared with: references when they are enrolled, probes when they come. Nothing
 * is drawn when two faces meet.
 */
export interface SideTreatment {
  readonly kind: 'side'
  readonly name: SideTreatmentName
  /** What references get, in a few words for people. */
  readonly description: string
  /** Pictures of each reference; the one that is most like the probe counts. */
  readonly views: number
  /**
   * @param view 0..views-1
   * @returns RGB 112×112
   */
  treatReference(reference: AlignedFace, view: number): Outcome<Image, TreatmentFailure>
  /** Null: probes stay as they are. */
  readonly treatProbe: ((probe: AlignedFace) => Outcome<Image, TreatmentFailure>) | null
}

export type Treatment = PairTreatment | SideTreatment

/** What treatments draw and look with. */
export interface TreatmentParts {
  /** From `createMaskTemplates` of `@maskmirror/mask-the-face`. */
  readonly templates: MaskTemplates
  /**
   * Finds the pixels of a mask in an aligned crop: one channel of the same size. Null: by a model of colours, which needs no weights
   * and errs more.
   */
  readonly segment: ((crop: Image) => Promise<Image>) | null
}

export const pairTreatmentNames = ['type-colour', 'transplant', 'flat'] as const
export const sideTreatmentNames = ['generic', 'random', 'max-k', 'canonical-both', 'upper-crop'] as const

export type PairTreatmentName = (typeof pairTreatmentNames)[number]
export type SideTreatmentName = (typeof sideTreatmentNames)[number]
export type TreatmentName = PairTreatmentName | SideTreatmentName

export const treatmentNames: readonly TreatmentName[] = [...pairTreatmentNames, ...sideTreatmentNames]
