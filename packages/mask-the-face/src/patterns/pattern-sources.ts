import type { MaskPatternName } from './pattern-name.ts'

const tile = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">${content}</svg>`
const leaf = 'M0 0 C8 -10 20 -14 30 -12 C26 -2 14 6 0 0 Z'

/** Square tiles that repeat without a seam. */
export const patternSources: Readonly<Record<MaskPatternName, string>> = {
  stripes: tile(
    '<rect width="96" height="96" fill="#f1ede2"/><rect width="96" height="28" y="10" fill="#2f4a76"/>' +
      '<rect width="96" height="8" y="44" fill="#b8433f"/><rect width="96" height="28" y="58" fill="#2f4a76"/>' +
      '<rect width="96" height="8" y="88" fill="#b8433f"/>',
  ),
  gingham: tile(
    '<rect width="96" height="96" fill="#f6f3ee"/><rect width="96" height="48" fill="#a9303a" fill-opacity=".55"/>' +
      '<rect width="48" height="96" fill="#a9303a" fill-opacity=".55"/>',
  ),
  dots: tile(
    '<rect width="96" height="96" fill="#24304e"/><g fill="#eee9dc"><circle cx="24" cy="24" r="11"/><circle cx="72" cy="72" r="11"/></g>',
  ),
  leaves: tile(
    '<rect width="96" height="96" fill="#e9e2cf"/><g fill="#5d7d56">' +
      `<path d="${leaf}" transform="translate(12 36)"/><path d="${leaf}" transform="translate(20 30) rotate(150) scale(.6)"/>` +
      `<path d="${leaf}" transform="translate(58 80)"/></g><g fill="#c07a4a">` +
      `<path d="${leaf}" transform="translate(60 40) rotate(40) scale(.8)"/><path d="${leaf}" transform="translate(40 64) rotate(110) scale(.7)"/></g>`,
  ),
}
