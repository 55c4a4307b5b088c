import { createLandmarks, type Image, succeeded } from '@maskmirror/core'
import { type DrawnMasks, drawMasks, type MaskPattern } from '@maskmirror/mask-the-face'
import { decodePhoto } from '#photos/decode-photo.ts'
import { encodePng } from '#photos/encode-png.ts'
import type { Pixels } from '#photos/pixels.ts'
import { imageOfPixels, pixelsOfImage } from '#photos/pixels.ts'
import { keepToOwnOrigin } from '../workers/keep-to-own-origin.ts'
import { answerCalls, type WorkerAnswer } from '../workers/worker-calls.ts'
import { cutFrame } from './cut-frame.ts'
import { frameAround } from './face-frame.ts'
import { type DrawingKit, loadDrawingKit } from './load-drawing-kit.ts'
import type { DrawnCover, DrawRequest, MaskCalls, MaskView } from './mask-calls.ts'
import { lookOf, type MaskChoices } from './mask-choices.ts'

keepToOwnOrigin()

/** A picture and the faces on it. */
interface Scene {
  readonly image: Image
  readonly faces: readonly Float32Array[]
}

/** Longer side of the small pictures of all covers, pixels: sharp on a screen with two pixels a point; our choice. */
const tileSide = 400

/** As large as any fabric needs. */
const patternSide = 512

let kit: Promise<DrawingKit> | null = null
let whole: Scene | null = null
let part: Scene | null = null
let printed: { readonly image: Image; readonly name: string } | null = null
/** The whole photo as it was drawn last: another view of it and its files need no new drawing. */
let latest: { readonly asked: string; readonly drawn: DrawnMasks } | null = null

answerCalls<MaskCalls>({
  open: async (file) => {
    const output = await decodePhoto(file)
    return output.ok ? { output, transfer: [output.value.pixels.data.buffer] } : { output }
  },
  choose: async ({ photo, faces }) => {
    const cut = cutFrame(photo, faces, frameAround(faces, photo), tileSide)
    whole = { image: imageOfPixels(photo), faces }
    part = { image: imageOfPixels(cut.pixels), faces: cut.faces }
    latest = null
    return moved(cut.pixels)
  },
  print: async (file) => {
    const decoded = await decodePhoto(file, patternSide)
    if (!decoded.ok) return { output: decoded }
    printed = { image: imageOfPixels(decoded.value.pixels), name: file.name }
    latest = null
    return { output: succeeded(null) }
  },
  tile: async (request) => {
    const drawn = await drawOn(part, request)
    return movedCover(pixelsOfImage(drawn.image), drawn.faces)
  },
  draw: async (request) => {
    const drawn = await drawWhole(request)
    return movedCover(viewOf(drawn, request.view), drawn.faces)
  },
  encode: async (request) => ({ output: await encodePng(viewOf(await drawWhole(request), request.view)) }),
})

function openKit(): Promise<DrawingKit> {
  kit ??= loadDrawingKit().catch((error: unknown) => {
    kit = null // the next question tries again
    throw error
  })
  return kit
}

async function drawWhole({ type, choices }: DrawRequest): Promise<DrawnMasks> {
  const asked = JSON.stringify({ type, choices })
  if (latest?.asked !== asked) latest = { asked, drawn: await drawOn(whole, { type, choices }) }
  return latest.drawn
}

async function drawOn(scene: Scene | null, { type, choices }: DrawRequest): Promise<DrawnMasks> {
  if (scene === null) throw new Error('Expected faces to be chosen but there are none')
  const { templates, patterns } = await openKit()
  const pattern = patternOf(choices, patterns)
  const faces = scene.faces.map((points, index) => ({
    ...lookOf(choices, type, index),
    landmarks: createLandmarks('ibug68', points),
    pattern,
  }))
  return drawMasks(scene.image, faces, { templates })
}

function patternOf({ pattern }: MaskChoices, patterns: DrawingKit['patterns']): MaskPattern | null {
  const { name, ...print } = pattern
  if (name === 'none') return null
  if (name !== 'picture') return { image: patterns[name], name, ...print }
  return printed === null ? null : { ...printed, ...print }
}

function viewOf(drawn: DrawnMasks, view: MaskView): Pixels {
  if (view === 'alpha') return pixelsOfImage(drawn.alpha)
  return pixelsOfImage(view === 'photo' ? whole!.image : drawn.image)
}

function moved(pixels: Pixels): WorkerAnswer<Pixels> {
  return { output: pixels, transfer: [pixels.data.buffer] }
}

function movedCover(pixels: Pixels, faces: DrawnCover['faces']): WorkerAnswer<DrawnCover> {
  return { output: { pixels, faces }, transfer: [pixels.data.buffer] }
}
