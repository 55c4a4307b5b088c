import type { CoverType } from './cover-type.ts'
import { MaskTheFaceError } from './error.ts'
import type { MaskTemplate, MaskTemplates } from './mask-template.ts'

/** @throws MaskTheFaceError `missing-template` */
export function templateOf(templates: MaskTemplates, type: CoverType): MaskTemplate {
  const template = templates[type]
  if (template !== undefined) return template
  throw new MaskTheFaceError({
    code: 'missing-template',
    message: `Expected templates with ${type} but received ${Object.keys(templates).join(', ') || 'none'}`,
    details: { type },
  })
}
