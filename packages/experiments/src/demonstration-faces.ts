import { generatePicture } from '@maskmirror/datasets'
import type { ArtefactStore } from '@maskmirror/storage'
import { storePicture } from './store-picture.ts'

/** A generated face to try things on: nobody's photo, and its points are known without a model. */
export interface DemonstrationFace {
  readonly name: string
  /** Id of the picture, see `Workbench.readImage`. */
  readonly image: string
  /** 68 points of iBUG 300-W: x0, y0, … in pixels. */
  readonly landmarks: readonly number[]
}

/** Chosen by eye for different skin, hair, beard and pose; the generator's names. */
const people = ['demonstration 24', 'demonstration 7', 'demonstration 10', 'demonstration 23']

/** Draws the faces and stores their pictures. */
export async function drawDemonstrationFaces(artefacts: ArtefactStore): Promise<DemonstrationFace[]> {
  const faces: DemonstrationFace[] = []
  for (const [index, person] of people.entries()) {
    const { image, landmarks } = await generatePicture({ seed: 'masks', person, picture: 0 })
    faces.push({
      name: `Generated face ${index + 1}`,
      image: await storePicture(image, artefacts),
      landmarks: [...landmarks.ibug68.points],
    })
  }
  return faces
}
