import { drawBeard } from './draw-beard.ts'
import { drawBody } from './draw-body.ts'
import { drawBrow } from './draw-brows.ts'
import { drawEye } from './draw-eyes.ts'
import { drawGlasses } from './draw-glasses.ts'
import { drawBackHair, drawFrontHair } from './draw-hair.ts'
import { drawEars, drawSkinTones, headPath } from './draw-head.ts'
import { drawMarks } from './draw-marks.ts'
import { drawMouth } from './draw-mouth.ts'
import { drawNose } from './draw-nose.ts'
import { drawOccluder } from './draw-occluder.ts'
import type { Drawing } from './drawing.ts'
import type { FineHair } from './ink-hairs.ts'
import type { Occluder } from './occluder.ts'
import { createSketch } from './sketch.ts'

/** The person without background and light. */
export interface DrawnFace {
  readonly svg: string
  /** To be inked over it. */
  readonly hairs: readonly FineHair[]
}

/** The same for every drawing of one picture. */
export type FaceScene = Pick<Drawing, 'identity' | 'appearance' | 'face' | 'projection' | 'personRng'>

/** Draws from back to front. */
export function drawFace(scene: FaceScene, size: { width: number; height: number }): DrawnFace {
  const drawing = openDrawing(scene)
  const { sketch, face } = drawing
  drawBackHair(drawing)
  drawBody(drawing)
  drawEars(drawing, 'behind')
  const hairs: FineHair[] = []
  const head = headPath(drawing)
  sketch.fill(head, scene.identity.pigment.skin)
  sketch.within(head, () => {
    drawSkinTones(drawing)
    drawMarks(drawing)
    hairs.push(...drawBeard(drawing))
    drawNose(drawing)
  })
  drawMouth(drawing)
  for (const eye of face.eyes) drawEye(drawing, eye)
  for (const brow of face.brows) hairs.push(...drawBrow(drawing, brow))
  drawEars(drawing, 'before')
  hairs.push(...drawFrontHair(drawing))
  drawGlasses(drawing)
  return { svg: sketch.toSvg(size.width, size.height), hairs }
}

/** Only what is before the face. */
export function drawBeforeFace(scene: FaceScene, occluder: Occluder, size: { width: number; height: number }): string {
  const drawing = openDrawing(scene)
  drawOccluder(drawing, occluder)
  return drawing.sketch.toSvg(size.width, size.height)
}

function openDrawing(scene: FaceScene): Drawing {
  const { face, projection } = scene
  const px = (length: number) => length * projection.pose.scalePx
  return {
    ...scene,
    sketch: createSketch(),
    to: projection.toPicture,
    skinAt: (x, y) => projection.toPicture(face.surface.at(x, y)),
    px,
    size: (x, y) => ({ x: px(x), y: px(y) }),
  }
}
