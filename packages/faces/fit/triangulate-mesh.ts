/**
 * Writes src/landmarks/mesh-triangles.ts and test/mean-mesh.json: how MediaPipe's 478 points are joined to a surface, which
 * the visibility of points needs. The network's meshes of people of LFW who look into the camera are averaged and made
 * symmetric; seen from the axis of the head, where no part of a face hides another, their points are joined by Delaunay's
 * rule.
 *
 * Usage: npx tsx fit/triangulate-mesh.ts FOLDER_OF_MODELS FOLDER_OF_LFW
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeImage } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { chooseFace } from '#choose-face.ts'
import { openFaceDetector } from '#detection/face-detector.ts'
import { openLandmarker } from '#landmarks/face-landmarker.ts'
import { findMesh } from '#landmarks/find-mesh.ts'
import { headPose } from '#landmarks/head-pose.ts'
import { triangulate } from './delaunay.ts'

/** People looked at, and degrees of yaw up to which they look into the camera. */
const people = 400
const frontalDeg = 6

const count = 478
const [models, lfw] = process.argv.slice(2)
if (models === undefined || lfw === undefined) throw new Error('Expected FOLDER_OF_MODELS FOLDER_OF_LFW')

const registry = createModelRegistry({
  directories: [models],
  cacheDirectory: join(tmpdir(), 'maskmirror-triangulate'),
})
const runtime = createInferenceRuntime()
const detector = await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') })
const landmarker = await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') })

const names = (await readdir(lfw, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const mean = new Float64Array(count * 3)
let faces = 0
for (const name of names.sort().slice(0, people)) {
  const [file = ''] = (await readdir(join(lfw, name))).filter((entry) => entry.endsWith('.jpg')).sort()
  const image = await decodeImage(await readFile(join(lfw, name, file)))
  const chosen = chooseFace((await detector.detect(image)).faces, image)
  if (!chosen.ok) continue
  const dense = await findMesh(landmarker, image, chosen.value)
  if (dense.presence < 0.9 || Math.abs(headPose(dense).yawDeg) > frontalDeg) continue
  const upright = inEyeDistances(dense.mesh.points, dense.depths)
  for (let i = 0; i < mean.length; i++) mean[i]! += upright[i]!
  faces++
}
await runtime.close()
for (let i = 0; i < mean.length; i++) mean[i]! /= faces
const mirror = mirrorOf(mean)
const shape = new Float64Array(mean.length)
for (let k = 0; k < count; k++) {
  const other = mirror[k]!
  shape[k * 3] = (mean[k * 3]! - mean[other * 3]!) / 2
  shape[k * 3 + 1] = (mean[k * 3 + 1]! + mean[other * 3 + 1]!) / 2
  shape[k * 3 + 2] = (mean[k * 3 + 2]! + mean[other * 3 + 2]!) / 2
}
const triangles = triangulate(
  Array.from({ length: count }, (_, k) => fromTheAxis(shape[k * 3]!, shape[k * 3 + 1]!, shape[k * 3 + 2]!)),
)

const source = `/**
 * How the 478 points are joined to a surface: three vertices of each triangle, clockwise as a face that looks into the camera
 * shows them. Made by fit/triangulate-mesh.ts from ${faces} people of LFW.
 */
export const meshTriangles: readonly number[] = [${triangles.flat().join(', ')}]
`
await writeFile(join(import.meta.dirname, '../src/landmarks/mesh-triangles.ts'), source)
const rounded = [...shape].map((value) => Math.round(value * 1e4) / 1e4)
await writeFile(join(import.meta.dirname, '../test/mean-mesh.json'), `${JSON.stringify(rounded)}\n`)
process.stdout.write(`${faces} faces, ${triangles.length} triangles\n`)

/** Upright about the middle between the irises; x to the right, y down, z away from the camera. */
function inEyeDistances(points: Float32Array, depths: Float32Array): Float64Array {
  const [left, right] = [468, 473]
  const [dx, dy] = [points[right * 2]! - points[left * 2]!, points[right * 2 + 1]! - points[left * 2 + 1]!]
  const eyes = Math.hypot(dx, dy)
  const [cos, sin] = [dx / eyes, dy / eyes]
  const [middleX, middleY] = [
    (points[right * 2]! + points[left * 2]!) / 2,
    (points[right * 2 + 1]! + points[left * 2 + 1]!) / 2,
  ]
  const result = new Float64Array(count * 3)
  for (let k = 0; k < count; k++) {
    const [x, y] = [points[k * 2]! - middleX, points[k * 2 + 1]! - middleY]
    result.set([(cos * x + sin * y) / eyes, (cos * y - sin * x) / eyes, depths[k]! / eyes], k * 3)
  }
  return result
}

/** For each vertex the one that lies where its mirror image lies. */
function mirrorOf(shape: Float64Array): number[] {
  return Array.from({ length: count }, (_, k) => {
    const distanceTo = (other: number) =>
      Math.hypot(
        shape[k * 3]! + shape[other * 3]!,
        shape[k * 3 + 1]! - shape[other * 3 + 1]!,
        shape[k * 3 + 2]! - shape[other * 3 + 2]!,
      )
    let best = 0
    for (let other = 1; other < count; other++) if (distanceTo(other) < distanceTo(best)) best = other
    return best
  })
}

/** Angle around an upright axis in the head and height, both in eye distances. */
function fromTheAxis(x: number, y: number, z: number): readonly [number, number] {
  const behind = 1
  return [Math.atan2(x, behind - z) * behind, y]
}
