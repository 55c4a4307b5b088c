import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Image, Landmarks } from '@maskmirror/core'
import { decodeRaw, encodePng } from '@maskmirror/imaging/codec'

/** The original's own arithmetic in its own library, waiting for rounds. */
export interface OpencvMasker {
  readonly version: string
  /** @returns processor milliseconds for a mask */
  round(): Promise<number>
  /** Of the last round, RGB. */
  masked(): Promise<Image>
  close(): void
}

/** `python3` with OpenCV; MASKMIRROR_PYTHON names another. */
const pythons = [process.env.MASKMIRROR_PYTHON, 'python3', '/usr/bin/python3'].filter((name) => name !== undefined)

/**
 * Starts `mask-the-face-opencv.py` for one picture and its landmarks.
 *
 * @param landmarks whole pixels, as the original's are
 * @param options.folder empty, for what is handed over
 * @param options.assets with the original's `masks`
 * @returns null when no Python with OpenCV is there
 */
export async function openOpencvMasker(
  image: Image,
  landmarks: Landmarks,
  options: { folder: string; assets: string; masksPerRound: number },
): Promise<OpencvMasker | null> {
  const { folder, assets, masksPerRound } = options
  await writeFile(join(folder, 'picture.png'), await encodePng(image))
  await writeFile(join(folder, 'points.json'), JSON.stringify([...landmarks.points]))
  const script = join(import.meta.dirname, 'mask-the-face-opencv.py')
  for (const python of pythons) {
    const child = spawn(python, [script, folder, assets, String(masksPerRound)], { stdio: ['pipe', 'pipe', 'ignore'] })
    const masker = await talkTo(child)
    if (masker !== null) return { ...masker, masked: async () => decodeRaw(await readFile(join(folder, 'masked.png'))) }
  }
  return null
}

async function talkTo(child: ChildProcess): Promise<Omit<OpencvMasker, 'masked'> | null> {
  const lines = createInterface({ input: child.stdout! })
  const ended = Promise.race([once(child, 'error'), once(lines, 'close')]).then(() => null)
  const answer = async (): Promise<Record<string, unknown> | null> => {
    const line = await Promise.race([once(lines, 'line'), ended])
    return line === null ? null : JSON.parse(String(line[0]))
  }
  const first = await answer()
  if (first === null) return null
  return {
    version: `OpenCV ${first.opencv}, NumPy ${first.numpy}`,
    round: async () => {
      child.stdin!.write('round\n')
      const result = await answer()
      if (typeof result?.cpuMs !== 'number') throw new Error('the OpenCV process ended')
      return result.cpuMs
    },
    close: () => child.stdin!.end(),
  }
}
