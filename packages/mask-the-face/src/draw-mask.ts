import { failed, type Image, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import type { DrawMaskFailure, DrawnMask } from './drawn-mask.ts'
import { MaskTheFaceError } from './error.ts'
import { faceFrame } from './face-frame.ts'
import { generatorVersion } from './generator-version.ts'
import { lightGain } from './light-gain.ts'
import { type MaskColourName, maskColours, type Rgb } from './mask-colour.ts'
import type { MaskTemplates } from './mask-template.ts'
import type { MaskType } from './mask-type.ts'
import { maskWarp } from './mask-warp.ts'
import { renderMask } from './render-mask.ts'
import { holdPointsFromLandmarks } from './six-points.ts'
import { skinPatchesInFrame } from './skin-patches.ts'

/** On a smaller face a mask is a few pixels of mud; our choice. */
const minIodPx = 6

/**
 * Draws a mask on a face: template to the hold points, colour fitted to the light on the face, true
 * alpha blending. What the landmarks do not allow is a failure with a reason.
 *
 * @param image RGB
 * @param landmarks `ibug68` in pixels of the image
 * @param options.colour by name, or any sRGB colour as it would look in neutral light
 * @throws MaskTheFaceError `bad-image`, `bad-landmarks` (scheme or count) or `bad-colour`
 */
export function drawMask(
  image: Image,
  landmarks: Landmarks,
  options: { templates: MaskTemplates; type: MaskType; colour: MaskColourName | Rgb },
): Outcome<DrawnMask, DrawMaskFailure> {
  const { templates, type, colour } = options
  if (image.channels !== 3) {
    throw new MaskTheFaceError({
      code: 'bad-image',
      message: `Expected an RGB image but received one with ${image.channels} channels`,
      details: { channels: image.channels },
    })
  }
  const rgb = rgbOf(colour)
  const frame = faceFrame(landmarks)
  if (!frame.ok) return frame
  if (frame.value.iodPx < minIodPx) {
    return failed(
      'face-too-small',
      `the eyes are ${frame.value.iodPx.toFixed(1)} px apart: expected at least ${minIodPx}`,
    )
  }
  const hold = holdPointsFromLandmarks(landmarks)
  if (!hold.ok) return hold
  const warp = maskWarp(templates[type], hold.value)
  if (!warp.ok) return warp
  const gain = lightGain(skinPatchesInFrame(image, frame.value))
  const drawn = renderMask(image, { template: templates[type], warp: warp.value, colour: rgb, gain })
  if (drawn === null) return failed('outside-picture', 'the mask would lie wholly outside of the picture')
  return succeeded({
    image: drawn.image,
    alpha: drawn.alpha,
    record: {
      generatorVersion,
      type,
      colour,
      sixPoints: [...hold.value.subarray(0, 12)],
      noseTip: [hold.value[12]!, hold.value[13]!],
      warp: warp.value,
      gain,
      coverageBox: drawn.box,
    },
  })
}

function rgbOf(colour: MaskColourName | Rgb): Rgb {
  const rgb = typeof colour === 'string' ? maskColours[colour] : colour
  if (rgb?.length !== 3 || !rgb.every((value) => value >= 0 && value <= 255)) {
    throw new MaskTheFaceError({
      code: 'bad-colour',
      message: `Expected colour to be one of ${Object.keys(maskColours).join(', ')} or three values in 0..255 but received ${colour}`,
      details: { colour },
    })
  }
  return rgb
}
