import type { MaskType } from '../mask-type.ts'
import { cloth } from './cloth.ts'
import { kn95 } from './kn95.ts'
import { n95 } from './n95.ts'
import { surgical } from './surgical.ts'
import type { TemplateSource } from './template-source.ts'

export const templateSources: Readonly<Record<MaskType, TemplateSource>> = { surgical, cloth, n95, kn95 }
