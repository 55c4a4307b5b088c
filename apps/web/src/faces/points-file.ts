import type { ExaminedPhoto } from '#landmarks/landmark-calls.ts'

/**
 * The 68 points of all faces as `maskmirror synth --faces` reads them, one line a face, in pixels of the photo as it is in
 * its file.
 */
export function pointsFile(photos: readonly { readonly name: string; readonly photo: ExaminedPhoto }[]): string {
  const lines = photos.flatMap(({ name, photo: { faces, pixels, original } }) =>
    faces.map(({ points68 }) => {
      const ibug68 = Array.from({ length: 68 }, (_, i) => [
        inFile(points68[i * 2]!, pixels.width, original.width),
        inFile(points68[i * 2 + 1]!, pixels.height, original.height),
      ])
      return `${JSON.stringify({ file: name, ibug68 })}\n`
    }),
  )
  return lines.join('')
}

/** Scaled about the picture's edge, which lies half a pixel before the first pixel's centre; in hundredths. */
function inFile(value: number, size: number, originalSize: number): number {
  return Math.round((((value + 0.5) * originalSize) / size - 0.5) * 100) / 100
}
