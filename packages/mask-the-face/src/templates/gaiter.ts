import type { TemplateSource } from './template-source.ts'

const outline =
  'M50 112 C110 106 180 88 250 60 C290 46 350 46 390 60 C460 88 530 106 590 112 C588 176 580 236 562 288 ' +
  'C548 330 528 360 510 390 C500 424 506 452 520 478 C400 494 240 494 120 478 C134 452 140 424 130 390 C112 360 92 330 78 288 C60 236 52 176 50 112 Z'

/** A tube of elastic knit over nose and neck, from ear to ear. */
export const gaiter: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [52, 132, 320, 82, 588, 132, 92, 270, 320, 398, 548, 270],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="turn" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#5c5c5c"/><stop offset=".16" stop-color="#969696"/><stop offset=".4" stop-color="#c6c6c6"/>
      <stop offset=".5" stop-color="#cecece"/><stop offset=".6" stop-color="#c6c6c6"/><stop offset=".84" stop-color="#969696"/>
      <stop offset="1" stop-color="#5c5c5c"/>
    </linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".1"/><stop offset=".6" stop-color="#000" stop-opacity=".04"/>
      <stop offset=".8" stop-color="#000" stop-opacity=".44"/><stop offset=".9" stop-color="#000" stop-opacity=".36"/>
      <stop offset="1" stop-color="#000" stop-opacity=".52"/>
    </linearGradient>
    <radialGradient id="nose" cx=".5" cy=".5" r=".5">
      <stop offset="0" stop-color="#fff" stop-opacity=".22"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </radialGradient>
    <radialGradient id="hollow" cx=".5" cy=".5" r=".5">
      <stop offset="0" stop-color="#000" stop-opacity=".16"/><stop offset="1" stop-color="#000" stop-opacity="0"/>
    </radialGradient>
    <pattern id="knit" width="6" height="8" patternUnits="userSpaceOnUse">
      <path d="M0 0 L3 4 L6 0" fill="none" stroke="#000" stroke-opacity=".08" stroke-width="1.6"/>
      <path d="M0 4 L3 8 L6 4" fill="none" stroke="#fff" stroke-opacity=".08" stroke-width="1.6"/>
    </pattern>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g clip-path="url(#shape)">
    <path d="${outline}" fill="url(#turn)"/>
    <ellipse cx="320" cy="138" rx="66" ry="84" fill="url(#nose)"/>
    <ellipse cx="212" cy="196" rx="70" ry="90" fill="url(#hollow)"/><ellipse cx="428" cy="196" rx="70" ry="90" fill="url(#hollow)"/>
    <ellipse cx="320" cy="366" rx="92" ry="40" fill="url(#nose)"/>
    <path d="${outline}" fill="url(#fall)"/>
    <g fill="none" stroke="#000" stroke-opacity=".16" stroke-width="9" stroke-linecap="round">
      <path d="M252 92 C200 140 150 172 84 190"/><path d="M388 92 C440 140 490 172 556 190"/>
      <path d="M170 424 C250 446 390 446 470 424"/><path d="M150 458 C250 476 390 476 490 458"/>
      <path d="M110 300 C150 352 200 384 250 396"/><path d="M530 300 C490 352 440 384 390 396"/>
    </g>
    <g fill="none" stroke="#fff" stroke-opacity=".1" stroke-width="7" stroke-linecap="round">
      <path d="M246 106 C200 152 156 184 92 204"/><path d="M394 106 C440 152 484 184 548 204"/>
      <path d="M176 436 C250 456 390 456 464 436"/>
    </g>
    <path d="${outline}" fill="url(#knit)"/>
    <path d="M50 120 C110 114 180 96 250 68 C290 54 350 54 390 68 C460 96 530 114 590 120" fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="9"/>
    <path d="M50 128 C110 122 182 104 252 77 C292 63 348 63 388 77 C458 104 530 122 590 128" fill="none" stroke="#000" stroke-opacity=".26" stroke-width="2.5"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512"/>`,
}
