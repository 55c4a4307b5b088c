import type { TemplateSource } from './template-source.ts'

const outline =
  'M46 118 C110 114 180 96 250 66 C290 50 350 50 390 66 C460 96 530 114 594 118 C590 168 580 214 560 258 ' +
  'C520 330 440 410 366 468 C340 490 300 490 274 468 C200 410 120 330 80 258 C60 214 50 168 46 118 Z'

/** A folded square of cotton tied behind the head, its corner hanging below the chin. */
export const bandana: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [50, 134, 320, 86, 590, 134, 92, 270, 320, 404, 548, 270],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="turn" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#666"/><stop offset=".2" stop-color="#a0a0a0"/><stop offset=".42" stop-color="#cacaca"/>
      <stop offset=".5" stop-color="#d0d0d0"/><stop offset=".58" stop-color="#cacaca"/><stop offset=".8" stop-color="#a0a0a0"/>
      <stop offset="1" stop-color="#666"/>
    </linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".08"/><stop offset=".6" stop-color="#000" stop-opacity=".06"/>
      <stop offset="1" stop-color="#000" stop-opacity=".42"/>
    </linearGradient>
    <linearGradient id="drape" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset=".45" stop-color="#000" stop-opacity=".26"/>
      <stop offset=".6" stop-color="#fff" stop-opacity=".18"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </linearGradient>
    <pattern id="weave" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill="#fff" fill-opacity=".06"/><rect x="4" y="4" width="4" height="4" fill="#000" fill-opacity=".07"/>
    </pattern>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g clip-path="url(#shape)">
    <path d="${outline}" fill="url(#turn)"/>
    <path d="M204 110 C200 220 240 360 300 480 L260 480 C180 360 150 220 160 116 Z" fill="url(#drape)"/>
    <path d="M436 110 C440 220 400 360 340 480 L380 480 C460 360 490 220 480 116 Z" fill="url(#drape)"/>
    <path d="M96 130 C110 220 160 310 230 400 L200 400 C120 310 70 220 60 130 Z" fill="url(#drape)"/>
    <path d="M544 130 C530 220 480 310 410 400 L440 400 C520 310 570 220 580 130 Z" fill="url(#drape)"/>
    <path d="${outline}" fill="url(#fall)"/>
    <path d="${outline}" fill="url(#weave)"/>
    <g fill="none" stroke="#000" stroke-opacity=".2" stroke-width="6" stroke-linecap="round">
      <path d="M250 84 C220 120 150 150 62 160"/><path d="M390 84 C420 120 490 150 578 160"/>
      <path d="M320 300 C318 360 318 420 320 474"/>
    </g>
    <path d="M46 126 C110 122 180 104 250 74 C290 58 350 58 390 74 C460 104 530 122 594 126" fill="none" stroke="#fff" stroke-opacity=".24" stroke-width="8"/>
    <path d="M46 136 C110 132 182 114 252 85 C292 69 348 69 388 85 C458 114 530 132 594 136" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2.5"/>
    <path d="M92 262 C130 328 208 402 282 458 C304 474 336 474 358 458 C432 402 510 328 548 262" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2.5" stroke-dasharray="6 4"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512"/>`,
}
