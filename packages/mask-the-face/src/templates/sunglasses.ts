import type { TemplateSource } from './template-source.ts'

const left =
  'M96 92 C150 78 232 78 284 90 C296 96 298 112 294 132 C286 180 252 206 204 208 C148 210 108 184 96 138 C90 116 88 98 96 92 Z'
const right =
  'M544 92 C490 78 408 78 356 90 C344 96 342 112 346 132 C354 180 388 206 436 208 C492 210 532 184 544 138 C550 116 552 98 544 92 Z'

/** Two dark lenses in a frame; one unit is an eye distance. */
export const sunglasses: TemplateSource = {
  width: 640,
  height: 256,
  anchors: [320, 130, 560, 130, 320, 370],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 256">
  <g fill="none" stroke="#b0b0b0" stroke-width="17" stroke-linejoin="round">
    <path d="${left}"/><path d="${right}"/>
    <path d="M286 104 C304 92 336 92 354 104" stroke-width="15"/>
  </g>
  <path d="M96 96 C80 92 66 94 52 100" fill="none" stroke="#8a8a8a" stroke-width="19" stroke-linecap="round"/>
  <path d="M544 96 C560 92 574 94 588 100" fill="none" stroke="#8a8a8a" stroke-width="19" stroke-linecap="round"/>
  <g fill="none" stroke="#f4f4f4" stroke-opacity=".7" stroke-width="4" stroke-linecap="round">
    <path d="M108 84 C160 73 226 73 276 82"/><path d="M532 84 C480 73 414 73 364 82"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 256">
  <defs>
    <linearGradient id="tint" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#0c0c0c" stop-opacity=".97"/><stop offset=".6" stop-color="#1a1a1a" stop-opacity=".93"/>
      <stop offset="1" stop-color="#343434" stop-opacity=".86"/>
    </linearGradient>
    <linearGradient id="sky" x1="0" x2=".5" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset=".5" stop-color="#fff" stop-opacity=".03"/>
      <stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </linearGradient>
    <clipPath id="both"><path d="${left}"/><path d="${right}"/></clipPath>
  </defs>
  <path d="${left}" fill="url(#tint)"/><path d="${right}" fill="url(#tint)"/>
  <g clip-path="url(#both)">
    <path d="M90 70 L240 70 L150 216 L90 216 Z" fill="url(#sky)"/><path d="M350 70 L490 70 L400 216 L350 216 Z" fill="url(#sky)"/>
  </g>
</svg>`,
}
