import type { TemplateSource } from './template-source.ts'

const crown = 'M92 372 C84 262 106 150 190 88 C262 40 378 40 450 88 C534 150 556 262 548 372 C470 330 170 330 92 372 Z'
const visor =
  'M84 378 C120 330 210 312 320 312 C430 312 520 330 556 378 C562 400 552 414 536 420 C480 398 400 388 320 388 C240 388 160 398 104 420 C88 414 78 400 84 378 Z'

/** A baseball cap of six panels with its visor to the front; one unit is half a head's width, and an eye distance down. */
export const cap: TemplateSource = {
  width: 640,
  height: 448,
  anchors: [320, 484, 510, 484, 320, 689],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 448">
  <defs>
    <radialGradient id="ball" cx=".46" cy=".36" r=".66">
      <stop offset="0" stop-color="#d8d8d8"/><stop offset=".5" stop-color="#bcbcbc"/><stop offset=".85" stop-color="#868686"/>
      <stop offset="1" stop-color="#5e5e5e"/>
    </radialGradient>
    <linearGradient id="brim" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#7e7e7e"/><stop offset=".3" stop-color="#bebebe"/><stop offset=".75" stop-color="#a6a6a6"/>
      <stop offset="1" stop-color="#5a5a5a"/>
    </linearGradient>
    <pattern id="twill" width="8" height="8" patternUnits="userSpaceOnUse">
      <path d="M-2 2 L2 -2 M-2 10 L10 -2 M6 10 L10 6" stroke="#000" stroke-opacity=".07" stroke-width="2"/>
      <path d="M-2 6 L6 -2 M2 10 L10 2" stroke="#fff" stroke-opacity=".05" stroke-width="2"/>
    </pattern>
  </defs>
  <path d="${crown}" fill="url(#ball)"/>
  <path d="${crown}" fill="url(#twill)"/>
  <g fill="none" stroke="#000" stroke-opacity=".3" stroke-width="3">
    <path d="M320 54 C320 150 320 250 320 336"/><path d="M320 54 C230 120 186 230 186 348"/><path d="M320 54 C410 120 454 230 454 348"/>
  </g>
  <g fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="2.5" stroke-dasharray="6 4">
    <path d="M327 60 C327 150 327 250 327 336"/><path d="M312 64 C226 128 180 230 179 346"/><path d="M328 64 C416 128 462 230 461 346"/>
  </g>
  <circle cx="320" cy="54" r="13" fill="#9a9a9a"/><circle cx="317" cy="50" r="5" fill="#e0e0e0"/>
  <path d="M92 372 C170 326 470 326 548 372 L548 340 C470 300 170 300 92 340 Z" fill="#000" fill-opacity=".16"/>
  <path d="${visor}" fill="url(#brim)"/>
  <path d="${visor}" fill="url(#twill)"/>
  <g fill="none" stroke="#000" stroke-opacity=".22" stroke-width="2.5" stroke-dasharray="6 4">
    <path d="M104 384 C150 346 226 332 320 332 C414 332 490 346 536 384"/><path d="M100 396 C156 366 230 352 320 352 C410 352 484 366 540 396"/>
  </g>
  <path d="M104 420 C160 398 240 388 320 388 C400 388 480 398 536 420" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="6"/>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 448"/>`,
}
