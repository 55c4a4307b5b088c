import type { ExaminedFace } from '#landmarks/landmark-calls.ts'

export const markNames = ['box', 'mesh', 'points68', 'points5', 'direction'] as const

/** What can be drawn over a face. */
export type MarkName = (typeof markNames)[number]

/** Seen on skin of every colour and on most clothes; our choice. */
const colours = {
  box: '#ffd43b',
  mesh: '#63e6be',
  points68: '#4dabf7',
  points5: '#ff6b6b',
  direction: '#ffd43b',
} as const

/**
 * Draws over a photo what was found of a face. Of the 68 points those that are more likely hidden are rings.
 *
 * @param surface as large as the photo times `scale`
 * @param scale pixels of the surface a pixel of the photo
 */
export function drawMarks(
  surface: CanvasRenderingContext2D,
  face: ExaminedFace,
  options: { marks: readonly MarkName[]; scale: number; label: string },
): void {
  const { marks, scale, label } = options
  // points count from the centre of the first pixel, the surface from its edge
  const at = (points: Float32Array, index: number) =>
    [(points[index * 2]! + 0.5) * scale, (points[index * 2 + 1]! + 0.5) * scale] as const
  const dots = (points: Float32Array, radius: number, colour: string, isSeen = (_: number) => true) => {
    surface.fillStyle = colour
    surface.strokeStyle = colour
    surface.lineWidth = 1.5
    for (let i = 0; i < points.length / 2; i++) {
      const [x, y] = at(points, i)
      surface.beginPath()
      surface.arc(x, y, radius, 0, 2 * Math.PI)
      if (isSeen(i)) surface.fill()
      else surface.stroke()
    }
  }
  if (marks.includes('mesh')) dots(face.mesh, 1.5, colours.mesh)
  if (marks.includes('points68')) dots(face.points68, 3, colours.points68, (i) => face.visibility68[i]! >= 0.5)
  if (marks.includes('points5')) dots(face.points5, 5, colours.points5)
  surface.lineWidth = 3
  if (marks.includes('direction') && face.pose !== null) {
    const [x, y] = at(face.mesh, noseTip)
    const { yawDeg, pitchDeg } = face.pose
    const length = boxOf(face.mesh).width * scale
    const [yaw, pitch] = [(yawDeg * Math.PI) / 180, (pitchDeg * Math.PI) / 180]
    surface.strokeStyle = colours.direction
    surface.beginPath()
    surface.moveTo(x, y)
    surface.lineTo(x + length * Math.sin(yaw) * Math.cos(pitch), y - length * Math.sin(pitch))
    surface.stroke()
  }
  if (marks.includes('box')) {
    const box = boxOf(face.mesh)
    const [x, y] = [(box.x + 0.5) * scale, (box.y + 0.5) * scale]
    surface.strokeStyle = colours.box
    surface.strokeRect(x, y, box.width * scale, box.height * scale)
    surface.font = '600 22px system-ui, sans-serif'
    const { width } = surface.measureText(label)
    surface.fillStyle = colours.box
    surface.fillRect(x - 1.5, y - 28, width + 14, 28)
    surface.fillStyle = '#000'
    surface.fillText(label, x + 5, y - 7)
  }
}

/** A vertex of MediaPipe's mesh. */
const noseTip = 4

/** Around all points, pixels of the photo. */
function boxOf(points: Float32Array): { x: number; y: number; width: number; height: number } {
  const xs = points.filter((_, i) => i % 2 === 0)
  const ys = points.filter((_, i) => i % 2 === 1)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
