const bareWords = /(^|[^a-z])(un|no|non|not|without|w\/o)[^a-z]*(a[^a-z]*)?(face[^a-z]*)?mask(s|ed)?([^a-z]|$)/
const maskWords = /(^|[^a-z])mask(s|ed)?([^a-z]|$)/
const bareNames = /(^|[^a-z])(bare|unmask|unmasked|nomask|normal)([^a-z]|$)/

/**
 * Whether a name of a folder or file says that its people wear masks: `AFDB_masked_face_dataset`, `with_mask`; or none: `unmasked`,
 * `no-mask`, `bare`. Null when it says nothing.
 */
export function maskedByName(name: string): boolean | null {
  // `withMask` are two words
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  if (bareNames.test(words) || bareWords.test(words)) return false
  return maskWords.test(words) ? true : null
}

/** Whether a kind of mask, as a column of labels names it, is a mask at all: `none`, `no-mask`, `bare`, 0 or nothing is not. */
export function isMaskType(type: string): boolean {
  return !/^(|0|false|no|none|bare|n\/a)$/i.test(type) && maskedByName(type) !== false
}
