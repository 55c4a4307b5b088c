import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Failure, failed } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { decodePicture, encodeAs, encodePng, readPictureHeader } from '@maskmirror/imaging/codec'
import { binaryMask } from '@maskmirror/mask-the-face'
import { writeOutput } from '../picture-folder/write-output.ts'
import { type DrawingKit, drawFaces } from './draw-faces.ts'
import type { MaskedPicture } from './provenance-line.ts'
import { alphaName, binaryName, type SynthResult, type SynthTask } from './synth-task.ts'

/** Reads, draws and writes one picture; what is wrong with it is a failure, what is wrong with the disk an error. */
export async function synthPicture(task: SynthTask, kit: DrawingKit): Promise<SynthResult> {
  const clock = createStopwatch()
  const picture = await maskedPicture(task, kit, clock.lap).catch((error: unknown): Failure => {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    throw error
  })
  return { picture, times: clock.times }
}

type Lap = (of: keyof SynthResult['times']) => void

async function maskedPicture(
  { input, output, image, faces, draw, write }: SynthTask,
  kit: DrawingKit,
  lap: Lap,
): Promise<Failure | MaskedPicture> {
  const bytes = await readFile(input).catch((error: Error) => error)
  if (bytes instanceof Error) return failed('unreadable-file', bytes.message)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  lap('readMs')
  const decoded = image === null ? await decodePicture(bytes) : { image, header: await readPictureHeader(bytes) }
  const { format, hasMetadata } = decoded.header
  lap('decodeMs')
  if (format === null) return failed('no-encoder', 'its format can be read but not written: convert it to PNG first')
  const drawn = drawFaces(decoded.image, faces, draw, kit)
  lap('drawMs')
  if (!drawn.ok) return drawn
  const encoded = await encodeAs(drawn.image, format, {
    quality: write.quality,
    ...(write.metadata === 'keep' && hasMetadata ? { metadataFrom: bytes } : {}),
  })
  const alpha = write.alpha ? await encodePng(drawn.alpha) : null
  const binary = write.binary ? await encodePng(binaryMask(drawn.alpha)) : null
  lap('encodeMs')
  const refused = await writeAll([
    [alphaName(output), alpha],
    [binaryName(output), binary],
    [output, encoded], // last, so that it stands for all
  ])
  lap('writeMs')
  if (refused !== null) return refused
  const { width, height } = drawn.image
  return {
    ok: true,
    input: { bytes: bytes.length, sha256 },
    output: { bytes: encoded.length, width, height, format },
    faces: drawn.faces,
  }
}

async function writeAll(
  files: readonly (readonly [path: string, bytes: Uint8Array | null])[],
): Promise<Failure | null> {
  for (const [path, bytes] of files) {
    const refused = bytes === null ? null : await writeOutput(path, bytes)
    if (refused !== null) return refused
  }
  return null
}

function createStopwatch(): { lap: Lap; times: SynthResult['times'] } {
  const times = { readMs: 0, decodeMs: 0, drawMs: 0, encodeMs: 0, writeMs: 0 }
  let last = performance.now()
  return {
    times,
    lap: (of) => {
      const now = performance.now()
      times[of] += now - last
      last = now
    },
  }
}
