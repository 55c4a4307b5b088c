import { type Rgb, toHex } from './colour.ts'
import type { Point2 } from './point.ts'
import { pair, smoothPath } from './smooth-curve.ts'

/** An SVG drawing that grows from back to front; x and y are pixels of the picture. */
export interface Sketch {
  /** A filled shape. */
  readonly fill: (path: string, colour: Rgb, opacity?: number) => void
  /** A line with round ends. */
  readonly stroke: (path: string, colour: Rgb, widthPx: number, opacity?: number) => void
  /** An ellipse that fades out to its rim: soft shadow, light or blush. */
  readonly glow: (centre: Point2, radius: Point2, colour: Rgb, opacity: number, angleRad?: number) => void
  /** Clips all that `draw` draws by a shape: one group, since each costs the rasteriser a layer. */
  readonly within: (path: string, draw: () => void) => void
  /** The whole document. */
  readonly toSvg: (width: number, height: number) => string
}

export function createSketch(): Sketch {
  const definitions: string[] = []
  const body: string[] = []
  const glowOfColour = new Map<string, string>()
  let clips = 0
  const opacityAttribute = (name: string, opacity: number) => (opacity < 1 ? ` ${name}="${opacity.toFixed(3)}"` : '')
  return {
    fill: (path, colour, opacity = 1) => {
      body.push(`<path d="${path}" fill="${toHex(colour)}"${opacityAttribute('fill-opacity', opacity)}/>`)
    },
    stroke: (path, colour, widthPx, opacity = 1) => {
      body.push(
        `<path d="${path}" fill="none" stroke="${toHex(colour)}" stroke-width="${widthPx.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round"${opacityAttribute('stroke-opacity', opacity)}/>`,
      )
    },
    glow: (centre, radius, colour, opacity, angleRad = 0) => {
      const hex = toHex(colour)
      let id = glowOfColour.get(hex)
      if (id === undefined) {
        id = `g${glowOfColour.size}`
        glowOfColour.set(hex, id)
        // stops follow a bell, a straight ramp shows its rim
        const stops = [
          [0, 1],
          [0.25, 0.83],
          [0.5, 0.47],
          [0.75, 0.15],
          [1, 0],
        ]
          .map(([at, alpha]) => `<stop offset="${at}" stop-color="${hex}" stop-opacity="${alpha}"/>`)
          .join('')
        definitions.push(`<radialGradient id="${id}">${stops}</radialGradient>`)
      }
      const turn =
        angleRad === 0
          ? ''
          : ` transform="rotate(${((angleRad * 180) / Math.PI).toFixed(2)} ${pair(centre.x, centre.y)})"`
      body.push(
        `<ellipse cx="${centre.x.toFixed(2)}" cy="${centre.y.toFixed(2)}" rx="${radius.x.toFixed(2)}" ry="${radius.y.toFixed(2)}" fill="url(#${id})"${opacityAttribute('fill-opacity', opacity)}${turn}/>`,
      )
    },
    within: (path, draw) => {
      const id = `c${clips++}`
      definitions.push(`<clipPath id="${id}"><path d="${path}"/></clipPath>`)
      body.push(`<g clip-path="url(#${id})">`)
      draw()
      body.push('</g>')
    },
    toSvg: (width, height) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="-0.5 -0.5 ${width} ${height}"><defs>${definitions.join('')}</defs>${body.join('')}</svg>`,
  }
}

/** Straight lines as path data, for many short hairs in one element. */
export function linesPath(lines: readonly (readonly [Point2, Point2])[]): string {
  return lines.map(([a, b]) => `M${pair(a.x, a.y)}L${pair(b.x, b.y)}`).join('')
}

/** A closed smooth shape between two edges that run the same way. */
export function bandPath(edge: readonly Point2[], otherEdge: readonly Point2[]): string {
  return `${smoothPath(edge, false)}L${smoothPath(otherEdge.toReversed(), false).slice(1)}Z`
}

/** Circles as path data. */
export function dotsPath(dots: readonly { readonly at: Point2; readonly radius: number }[]): string {
  return dots
    .map(
      ({ at, radius: r }) =>
        `M${pair(at.x - r, at.y)}a${pair(r, r)} 0 1,0 ${pair(2 * r, 0)}a${pair(r, r)} 0 1,0 ${pair(-2 * r, 0)}`,
    )
    .join('')
}
