import { type ModelCard, ModelCardSchema } from '../model-card.ts'
import { insightfaceCards } from './insightface.ts'
import { mediapipeCards } from './mediapipe.ts'
import { mobilefacenetCards } from './mobilefacenet.ts'
import { mtcnnCards } from './mtcnn.ts'
import { opencvZooCards } from './opencv-zoo.ts'
import { seetafaceCards } from './seetaface.ts'
import { ultraLightCards } from './ultra-light.ts'

/** Cards of public models that this project knows how to feed. No weights come with them. */
export function builtInCards(): ModelCard[] {
  return [
    ...mobilefacenetCards,
    ...opencvZooCards,
    ...mediapipeCards,
    ...insightfaceCards,
    ...ultraLightCards,
    ...mtcnnCards,
    ...seetafaceCards,
  ].map((card) => ModelCardSchema.parse(card))
}
