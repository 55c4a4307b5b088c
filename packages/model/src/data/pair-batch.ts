import { createLandmarks, createRng, type Rng } from '@maskmirror/core'
import {
  createFaceReader,
  type FacePlaces,
  type FaceReader,
  type ReaderSettings,
} from '@maskmirror/datasets/face-cache'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, type MaskTemplates } from '@maskmirror/mask-the-face'
import { ModelError } from '../error.ts'
import { copyValues, drawPair } from './drawn-pair.ts'

/** What every drawing thread works with; plain data. */
export interface PairKit {
  readonly pictures: ReaderSettings
  readonly real: ReaderSettings | null
  /** Of masks and mirroring; what a pass gets follows from it and the number of the pass. */
  readonly seed: string
}

/** The faces of a pass. */
export interface PairTask {
  readonly pass: number
  readonly pictures: ChosenPlaces
  readonly real: ChosenPlaces | null
}

/** Faces by their place in a cache, and where they lie there. */
interface ChosenPlaces {
  readonly faces: Uint32Array
  readonly places: FacePlaces
}

/** Values in 0..255, side · side · 3 for each picture. */
export interface PairBatch {
  readonly unmasked: Float32Array
  readonly masked: Float32Array
  /** Of the task. */
  readonly faces: Uint32Array
  /** Which of them stands in each place: another one where no mask can be drawn on its own. */
  readonly from: readonly number[]
  readonly real: { readonly faces: Uint32Array; readonly pictures: Float32Array } | null
}

/** What a thread does: reads faces, draws masks and mirrors. */
export function createPairWork(
  kit: PairKit,
): (task: PairTask) => Promise<{ batch: PairBatch; transfer: ArrayBuffer[] }> {
  const reader = createFaceReader(kit.pictures)
  const realReader = kit.real === null ? null : createFaceReader(kit.real)
  const templates = createMaskTemplates(rasteriseSvg)
  return async ({ pass, pictures, real }) => {
    const rng = createRng(kit.seed).fork(`pass ${pass}`)
    const pairs = await drawPairs(reader, pictures.places, { side: kit.pictures.side, rng, templates: await templates })
    if (pairs.from.every((place) => place < 0)) {
      throw new ModelError({
        code: 'unusable-pictures',
        message: `Expected a face of pass ${pass} to allow a mask to be drawn but none of ${pairs.from.length} does`,
        details: { pass },
      })
    }
    const batch: PairBatch = {
      ...pairs,
      from: fillGaps(pairs.from, [pairs.unmasked, pairs.masked]),
      faces: pictures.faces,
      real:
        real === null || realReader === null
          ? null
          : { faces: real.faces, pictures: await readReal(realReader, real.places, kit.pictures.side, rng) },
    }
    const arrays = [batch.unmasked, batch.masked, ...(batch.real === null ? [] : [batch.real.pictures])]
    return { batch, transfer: arrays.map(({ buffer }) => buffer as ArrayBuffer) }
  }
}

async function drawPairs(
  reader: FaceReader,
  places: FacePlaces,
  tools: { readonly side: number; readonly rng: Rng; readonly templates: MaskTemplates },
): Promise<Pick<PairBatch, 'unmasked' | 'masked' | 'from'>> {
  const { side, rng, templates } = tools
  const count = places.length / 3
  const length = side * side * 3
  const unmasked = new Float32Array(count * length)
  const masked = new Float32Array(count * length)
  const drawOne = async (at: number): Promise<number> => {
    const { crop, points } = await reader.read(places, at)
    const landmarks = createLandmarks('ibug68', points.subarray(10))
    const part = (values: Float32Array) => values.subarray(at * length, (at + 1) * length)
    const into = { unmasked: part(unmasked), masked: part(masked) }
    return drawPair({ crop, landmarks }, templates, rng.fork(String(at)), into) ? at : -1
  }
  const from = await Promise.all(Array.from({ length: count }, (_, at) => drawOne(at)))
  return { unmasked, masked, from }
}

/** A place without a mask gets the picture of the next one that has one, so that a pass keeps its size. */
function fillGaps(from: readonly number[], arrays: readonly Float32Array[]): number[] {
  const count = from.length
  return from.map((own, place) => {
    if (own >= 0) return own
    let other = place
    while (from[other]! < 0) other = (other + 1) % count
    for (const values of arrays) {
      const length = values.length / count
      values.copyWithin(place * length, other * length, (other + 1) * length)
    }
    return other
  })
}

async function readReal(reader: FaceReader, places: FacePlaces, side: number, rng: Rng): Promise<Float32Array> {
  const count = places.length / 3
  const length = side * side * 3
  const values = new Float32Array(count * length)
  const readOne = async (at: number) => {
    const { crop } = await reader.read(places, at)
    copyValues(crop, rng.fork(`real ${at}`).next() < 0.5, values.subarray(at * length, (at + 1) * length))
  }
  await Promise.all(Array.from({ length: count }, (_, at) => readOne(at)))
  return values
}
