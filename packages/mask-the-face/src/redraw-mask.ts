import { createImage, type Image } from '@maskmirror/core'
import { canvasFor, checkImage } from './draw-mask.ts'
import { MaskTheFaceError } from './error.ts'
import { generatorVersion } from './generator-version.ts'
import { preparedImage } from './mask-pattern.ts'
import type { MaskRecord } from './mask-record.ts'
import type { MaskTemplates } from './mask-template.ts'
import type { PreparedPattern } from './prepare-pattern.ts'
import { renderMask } from './render-mask.ts'
import { templateOf } from './template-of.ts'

/**
 * Draws a recorded mask again, bit for bit, from the bare picture. Of several faces each record is drawn on what the one
 * before gave.
 *
 * @param image the picture that the record was made of
 * @param options.pattern the picture that was printed, when the record has one
 * @throws MaskTheFaceError `bad-record` when version, template, picture size or pattern are not the recorded ones; `bad-image`; `missing-template`
 */
export function redrawMask(
  image: Image,
  record: MaskRecord,
  options: { templates: MaskTemplates; pattern?: Image | PreparedPattern },
): { image: Image; alpha: Image } {
  checkImage(image)
  const pattern = options.pattern === undefined ? null : preparedImage(options.pattern)
  const template = templateOf(options.templates, record.template.type)
  const expect = (what: string, recorded: unknown, given: unknown) => {
    if (recorded === given) return
    throw new MaskTheFaceError({
      code: 'bad-record',
      message: `Expected the recorded ${what} ${recorded} but received ${given}`,
      details: { what, recorded, given },
    })
  }
  expect('generator version', record.generatorVersion, generatorVersion)
  expect('picture size', `${record.picture.width}×${record.picture.height}`, `${image.width}×${image.height}`)
  expect('checksum of the template', record.template.checksum, template.checksum)
  expect('checksum of the pattern', record.pattern?.checksum ?? null, pattern?.checksum ?? null)
  const target = canvasFor(image)
  const alpha = createImage(image.width, image.height, 1)
  renderMask(target, alpha, {
    template,
    warp: record.warp,
    loops: record.loops,
    colour: record.colour.rgb,
    pattern: record.pattern === null || pattern === null ? null : { image: pattern, plan: record.pattern },
    look: record.look,
  })
  return { image: target, alpha }
}
