import type { MaskTemplate, MaskTemplates, MaskType, Rgb } from '@maskmirror/mask-the-face'
import { maskTypes } from '@maskmirror/mask-the-face'
import { median } from './colour-cluster.ts'

/** How a template shows its colour, in the middle of its pixels: `shown = colour · multiply + add`. */
export interface FabricResponse {
  readonly multiply: number
  readonly add: number
}

/** Medians over the texels that are all mask, at an eighth of the size, about what a 112-pixel crop shows. */
export function fabricResponses(templates: MaskTemplates): Readonly<Record<MaskType, FabricResponse>> {
  return Object.fromEntries(maskTypes.map((type) => [type, response(templates[type])])) as Record<
    MaskType,
    FabricResponse
  >
}

function response(template: MaskTemplate): FabricResponse {
  const { data } = template.levels[3] ?? template.levels.at(-1)!
  const multiply: number[] = []
  const add: number[] = []
  for (let i = 0; i < data.length; i += 3) {
    if (data[i + 2]! < 250) continue
    multiply.push(data[i]! / 255)
    add.push(data[i + 1]!)
  }
  return { multiply: median(multiply), add: median(add) }
}

/**
 * The colour that a template must be given to show a colour.
 *
 * @param shown in neutral light; sRGB
 */
export function fabricColour(shown: Rgb, { multiply, add }: FabricResponse): Rgb {
  const invert = (value: number) => Math.min(255, Math.max(0, (value - add) / multiply))
  return [invert(shown[0]), invert(shown[1]), invert(shown[2])]
}
