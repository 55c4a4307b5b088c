import type { TemplateSource } from './template-source.ts'

const outline =
  'M84 168 C126 150 196 116 254 74 C286 50 354 50 386 74 C444 116 514 150 556 168 C564 214 560 262 546 306 ' +
  'C516 392 426 470 352 484 C332 488 308 488 288 484 C214 470 124 392 94 306 C80 262 76 214 84 168 Z'

/** Two shaped halves of plain-woven cotton sewn along the middle, hemmed, with loops of the same cloth. */
export const cloth: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [38, 136, 320, 82, 602, 136, 68, 300, 320, 458, 572, 300],
  loops: [82, 178, 93, 296],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="turn" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#6a6a6a"/><stop offset=".16" stop-color="#a2a2a2"/><stop offset=".38" stop-color="#c6c6c6"/>
      <stop offset=".5" stop-color="#d0d0d0"/><stop offset=".62" stop-color="#c6c6c6"/><stop offset=".84" stop-color="#a2a2a2"/>
      <stop offset="1" stop-color="#6a6a6a"/>
    </linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".08"/><stop offset=".5" stop-color="#000" stop-opacity=".02"/>
      <stop offset="1" stop-color="#000" stop-opacity=".4"/>
    </linearGradient>
    <radialGradient id="under" cx=".5" cy=".5" r=".5">
      <stop offset="0" stop-color="#000" stop-opacity=".2"/><stop offset="1" stop-color="#000" stop-opacity="0"/>
    </radialGradient>
    <pattern id="weave" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill="#fff" fill-opacity=".1"/><rect x="4" y="4" width="4" height="4" fill="#fff" fill-opacity=".1"/>
      <rect x="4" width="4" height="4" fill="#000" fill-opacity=".09"/><rect y="4" width="4" height="4" fill="#000" fill-opacity=".09"/>
    </pattern>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g fill="none" stroke-linecap="round">
    <path d="M90 184 C64 160 40 134 18 98" stroke="#8a8a8a" stroke-width="13"/><path d="M550 184 C576 160 600 134 622 98" stroke="#8a8a8a" stroke-width="13"/>
    <path d="M98 300 C66 270 36 238 14 190" stroke="#7a7a7a" stroke-width="13"/><path d="M542 300 C574 270 604 238 626 190" stroke="#7a7a7a" stroke-width="13"/>
  </g>
  <g clip-path="url(#shape)">
    <path d="${outline}" fill="url(#turn)"/>
    <ellipse cx="214" cy="214" rx="90" ry="120" fill="url(#under)"/>
    <ellipse cx="426" cy="214" rx="90" ry="120" fill="url(#under)"/>
    <g fill="none" stroke="#000" stroke-opacity=".12" stroke-width="9" stroke-linecap="round">
      <path d="M110 220 C170 226 216 244 250 274"/><path d="M530 220 C470 226 424 244 390 274"/>
      <path d="M120 292 C176 290 220 300 256 326"/><path d="M520 292 C464 290 420 300 384 326"/>
    </g>
    <g fill="none" stroke="#fff" stroke-opacity=".1" stroke-width="7" stroke-linecap="round">
      <path d="M108 234 C168 240 212 258 246 288"/><path d="M532 234 C472 240 428 258 394 288"/>
    </g>
    <path d="${outline}" fill="url(#weave)"/>
    <path d="${outline}" fill="url(#fall)"/>
    <path d="M320 56 C334 150 334 260 320 486" fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="16"/>
    <path d="M320 56 C334 150 334 260 320 486" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="4"/>
    <path d="${outline}" fill="none" stroke="#000" stroke-opacity=".14" stroke-width="34"/>
    <path d="${outline}" fill="none" stroke="#fff" stroke-opacity=".14" stroke-width="26"/>
    <path d="M94 184 C136 164 204 130 260 90 C288 68 352 68 380 90 C436 130 504 164 546 184" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2.5" stroke-dasharray="6 4"/>
    <path d="M108 306 C138 384 220 456 290 468 C310 472 330 472 350 468 C420 456 502 384 532 306" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2.5" stroke-dasharray="6 4"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512"/>`,
}
