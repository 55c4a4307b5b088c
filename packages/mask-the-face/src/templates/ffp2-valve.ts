import type { TemplateSource } from './template-source.ts'

const outline =
  'M74 204 C118 172 190 122 252 82 C276 62 300 48 320 46 C340 48 364 62 388 82 C450 122 522 172 566 204 ' +
  'C574 252 564 300 540 342 C500 408 424 462 356 484 C334 490 306 490 284 484 C216 462 140 408 100 342 C76 300 66 252 74 204 Z'
const upper =
  'M74 204 C118 172 190 122 252 82 C276 62 300 48 320 46 C340 48 364 62 388 82 C450 122 522 172 566 204 ' +
  'C520 208 430 202 320 202 C210 202 120 208 74 204 Z'
const lower =
  'M84 306 C150 340 230 356 320 356 C410 356 490 340 556 306 C538 362 470 440 356 484 C334 490 306 490 284 484 C170 440 102 362 84 306 Z'

/** Three welded panels with an exhalation valve on the wearer's side of the middle panel. */
export const ffp2Valve: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [38, 138, 320, 82, 602, 138, 68, 302, 320, 454, 572, 302],
  loops: [83, 202, 91, 325],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="turn" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#747474"/><stop offset=".2" stop-color="#a8a8a8"/><stop offset=".5" stop-color="#dcdcdc"/>
      <stop offset=".8" stop-color="#a8a8a8"/><stop offset="1" stop-color="#747474"/>
    </linearGradient>
    <linearGradient id="top" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset="1" stop-color="#000" stop-opacity=".14"/>
    </linearGradient>
    <linearGradient id="bottom" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#000" stop-opacity=".1"/><stop offset="1" stop-color="#000" stop-opacity=".44"/>
    </linearGradient>
    <pattern id="felt" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="1.5" cy="1.5" r="1.1" fill="#000" fill-opacity=".06"/><circle cx="4.5" cy="4.5" r="1.1" fill="#fff" fill-opacity=".08"/>
    </pattern>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g clip-path="url(#shape)">
    <path d="${outline}" fill="url(#turn)"/>
    <path d="${upper}" fill="url(#top)"/>
    <path d="${lower}" fill="url(#bottom)"/>
    <path d="${outline}" fill="url(#felt)"/>
    <g fill="none" stroke="#000" stroke-opacity=".34" stroke-width="5">
      <path d="M74 204 C120 208 210 202 320 202 C430 202 520 208 566 204"/>
      <path d="M84 306 C150 340 230 356 320 356 C410 356 490 340 556 306"/>
    </g>
    <g fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="4">
      <path d="M74 211 C120 215 210 209 320 209 C430 209 520 215 566 211"/>
      <path d="M84 313 C150 347 230 363 320 363 C410 363 490 347 556 313"/>
    </g>
    <path d="M252 96 C230 134 224 160 216 200" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="16"/>
    <path d="M388 96 C410 134 416 160 424 200" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="16"/>
    <path d="${outline}" fill="none" stroke="#000" stroke-opacity=".16" stroke-width="34"/>
    <path d="${outline}" fill="none" stroke="#fff" stroke-opacity=".16" stroke-width="26"/>
    <path d="M92 214 C136 184 204 136 262 96 C286 76 304 64 320 62 C336 64 354 76 378 96 C436 136 504 184 548 214" fill="none" stroke="#000" stroke-opacity=".26" stroke-width="3" stroke-dasharray="4 5"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="disc" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#f4f4f4"/><stop offset=".5" stop-color="#d6d6d6"/><stop offset="1" stop-color="#9e9e9e"/>
    </linearGradient>
  </defs>
  <g fill="none" stroke-linecap="round">
    <path d="M92 212 C62 178 38 140 16 92" stroke="#868686" stroke-width="13"/><path d="M548 212 C578 178 602 140 624 92" stroke="#868686" stroke-width="13"/>
    <path d="M98 330 C68 308 38 276 16 236" stroke="#7e7e7e" stroke-width="13"/><path d="M542 330 C572 308 602 276 624 236" stroke="#7e7e7e" stroke-width="13"/>
    <path d="M92 212 C62 178 38 140 16 92" stroke="#e2e2e2" stroke-width="9"/><path d="M548 212 C578 178 602 140 624 92" stroke="#e2e2e2" stroke-width="9"/>
    <path d="M98 330 C68 308 38 276 16 236" stroke="#d8d8d8" stroke-width="9"/><path d="M542 330 C572 308 602 276 624 236" stroke="#d8d8d8" stroke-width="9"/>
  </g>
  <ellipse cx="434" cy="292" rx="62" ry="57" fill="#000" fill-opacity=".34"/>
  <ellipse cx="432" cy="282" rx="60" ry="55" fill="#8a8a8a"/>
  <ellipse cx="432" cy="280" rx="58" ry="53" fill="url(#disc)"/>
  <ellipse cx="432" cy="280" rx="43" ry="38" fill="none" stroke="#707070" stroke-width="4"/>
  <g stroke="#666" stroke-width="6" stroke-linecap="round">
    <path d="M406 262 H458"/><path d="M398 274 H466"/><path d="M398 286 H466"/><path d="M406 298 H458"/>
  </g>
  <ellipse cx="418" cy="254" rx="20" ry="6" fill="#fff" fill-opacity=".5"/>
</svg>`,
}
