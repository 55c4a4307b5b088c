import type { TemplateSource } from './template-source.ts'

const sheet = 'M84 96 C200 84 440 84 556 96 C566 300 560 470 530 560 C450 600 190 600 110 560 C80 470 74 300 84 96 Z'

/** A clear sheet with glare below a foam band; one unit is half a head's width, and an eye distance down. */
export const faceShield: TemplateSource = {
  width: 640,
  height: 640,
  anchors: [320, 256, 526, 256, 320, 425],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">
  <path d="M70 72 C200 50 440 50 570 72 L568 120 C440 104 200 104 72 120 Z" fill="#b4b4b4"/>
  <path d="M70 72 C200 50 440 50 570 72 L569 84 C440 64 200 64 71 84 Z" fill="#e0e0e0"/>
  <path d="M72 112 C200 96 440 96 568 112 L568 120 C440 104 200 104 72 120 Z" fill="#6e6e6e"/>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">
  <defs>
    <linearGradient id="film" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#fff" stop-opacity=".36"/><stop offset=".12" stop-color="#fff" stop-opacity=".14"/>
      <stop offset=".5" stop-color="#fff" stop-opacity=".07"/><stop offset=".88" stop-color="#fff" stop-opacity=".14"/>
      <stop offset="1" stop-color="#fff" stop-opacity=".36"/>
    </linearGradient>
    <linearGradient id="glare" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".34"/><stop offset="1" stop-color="#fff" stop-opacity=".03"/>
    </linearGradient>
    <clipPath id="sheet"><path d="${sheet}"/></clipPath>
    <mask id="below"><rect width="640" height="640" fill="#fff"/><path d="M60 40 H580 V118 C440 103 200 103 60 118 Z" fill="#000"/></mask>
  </defs>
  <g mask="url(#below)">
    <path d="${sheet}" fill="url(#film)"/>
    <g clip-path="url(#sheet)">
      <path d="M150 90 L236 90 C190 260 176 420 186 600 L128 600 C112 420 118 240 150 90 Z" fill="url(#glare)"/>
      <path d="M262 90 L282 90 C240 260 226 420 232 600 L214 600 C206 420 220 240 262 90 Z" fill="url(#glare)"/>
      <path d="M486 90 L514 90 C536 240 532 420 510 600 L488 600 C510 420 510 240 486 90 Z" fill="url(#glare)"/>
    </g>
    <path d="${sheet}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="5"/>
    <path d="M110 560 C190 600 450 600 530 560" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="3"/>
  </g>
</svg>`,
}
