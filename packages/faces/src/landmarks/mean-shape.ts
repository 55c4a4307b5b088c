import { createLandmarks, type Landmarks } from '@maskmirror/core'
import { applyAffine, similarityFromPoints } from '@maskmirror/imaging/geometry'
import { arcfaceTemplate } from '../align-face.ts'

/**
 * A frontal face of 68 points in ArcFace's 112×112 frame: the mean of our mesh landmarks over 515 near-frontal people of
 * LFW, each aligned by the detector's five points, made symmetric about x = 56. test/real-photos.test.ts looks at them again.
 */
export const meanShape68: Landmarks = createLandmarks(
  'ibug68',
  [
    // jaw
    14.8, 54.8, 15.1, 65.7, 16.1, 76.5, 18.3, 87.2, 22.0, 97.3, 28.1, 106.2, 36.2, 113.4, 45.4, 118.8, 56.0, 120.8,
    66.6, 118.8, 75.8, 113.4, 83.9, 106.2, 90.0, 97.3, 93.7, 87.2, 95.9, 76.5, 96.9, 65.7, 97.2, 54.8,
    // brows
    23.0, 45.1, 26.6, 42.1, 32.1, 40.4, 39.4, 40.8, 47.7, 42.0, 64.3, 42.0, 72.6, 40.8, 79.9, 40.4, 85.4, 42.1, 89.0,
    45.1,
    // nose
    56.0, 51.3, 56.0, 58.2, 56.0, 65.2, 56.0, 72.1, 46.2, 77.6, 51.3, 79.0, 56.0, 79.4, 60.7, 79.0, 65.8, 77.6,
    // eyes
    30.7, 53.3, 34.5, 51.2, 40.0, 50.9, 46.0, 54.2, 41.0, 55.0, 35.3, 55.1, 66.0, 54.2, 72.0, 50.9, 77.5, 51.2, 81.3,
    53.3, 76.7, 55.1, 71.0, 55.0,
    // outer lips
    39.9, 90.9, 46.7, 87.5, 51.2, 86.6, 56.0, 87.4, 60.8, 86.6, 65.3, 87.5, 72.1, 90.9, 65.1, 97.9, 60.9, 99.5, 56.0,
    100.0, 51.1, 99.5, 46.9, 97.9,
    // inner lips
    41.3, 91.0, 51.9, 90.1, 56.0, 90.3, 60.1, 90.1, 70.7, 91.0, 60.0, 94.3, 56.0, 94.6, 52.0, 94.3,
  ],
)

/**
 * The mean face, turned, scaled and shifted onto a detector's five points.
 *
 * @param points5 `arcface5`, not all in one place
 * @throws ImagingError `degenerate-points`
 */
export function templateLandmarks(points5: Landmarks): Landmarks {
  const fromTemplate = similarityFromPoints(arcfaceTemplate.points, points5.points)
  return createLandmarks('ibug68', applyAffine(fromTemplate, meanShape68.points))
}
