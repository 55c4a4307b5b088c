import type { CoverType } from '../cover-type.ts'
import { bandana } from './bandana.ts'
import { cap } from './cap.ts'
import { cloth } from './cloth.ts'
import { faceShield } from './face-shield.ts'
import { ffp2Valve } from './ffp2-valve.ts'
import { gaiter } from './gaiter.ts'
import { kn95 } from './kn95.ts'
import { n95 } from './n95.ts'
import { sunglasses } from './sunglasses.ts'
import { surgical } from './surgical.ts'
import type { TemplateSource } from './template-source.ts'

export const templateSources: Readonly<Record<CoverType, TemplateSource>> = {
  surgical,
  cloth,
  n95,
  kn95,
  'ffp2-valve': ffp2Valve,
  gaiter,
  bandana,
  'face-shield': faceShield,
  sunglasses,
  cap,
}
