import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { blendColour, blendPattern } from './blend-template.ts'
import type { CompatAssets } from './compat-assets.ts'
import type { MaskSection } from './masks-config.ts'
import { parsePillowColour } from './pillow-colour.ts'
import { resizePattern } from './resize-pattern.ts'
import { type TemplateTexels, templateTexels } from './template-texels.ts'

/** What is laid over a template before it is warped: the pattern first, then the colour. */
export interface CompatLook {
  /** A text that Pillow reads as a colour; empty for none. */
  readonly colour: string
  /** 0..1; checked only when there is a colour, as in the original. */
  readonly colourWeight: number
  /** Path of a picture; empty for none. */
  readonly pattern: string
  /** 0..1; checked only when there is a pattern. */
  readonly patternWeight: number
}

export type PrepareFailure = 'unreadable-template' | 'unreadable-pattern' | 'unknown-colour' | 'bad-weight'

/** Reads a section's template and lays pattern and colour over it; failures come in the original's order. */
export async function prepareTemplate(
  assets: CompatAssets,
  section: MaskSection,
  look: CompatLook,
): Promise<Outcome<TemplateTexels, PrepareFailure>> {
  let template = await assets.readImage(section.template, 'template')
  if (template === null || template.channels !== 4) {
    const found = template === null ? 'there is none' : `it has ${template.channels} channels`
    return failed('unreadable-template', `${section.template} of [${section.name}] is no picture with alpha: ${found}`)
  }
  if (look.pattern !== '') {
    if (!isShare(look.patternWeight)) return badWeight('pattern', look.patternWeight)
    const pattern = await assets.readImage(look.pattern, 'pattern')
    if (pattern === null) return failed('unreadable-pattern', `there is no picture ${look.pattern}`)
    template = blendPattern(template, resizePattern(pattern, template.width, template.height), look.patternWeight)
  }
  if (look.colour !== '') {
    if (!isShare(look.colourWeight)) return badWeight('colour', look.colourWeight)
    const colour = parsePillowColour(look.colour)
    if (colour === null) return failed('unknown-colour', `"${look.colour}" is no colour`)
    template = blendColour(template, colour, look.colourWeight)
  }
  return succeeded(templateTexels(template))
}

function isShare(weight: number): boolean {
  return weight >= 0 && weight <= 1
}

function badWeight(what: string, weight: number) {
  return failed('bad-weight' as const, `the ${what}'s weight is ${weight}, not in 0..1`)
}
