import type { TemplateSource } from './template-source.ts'

const outline =
  'M72 196 C116 168 196 116 262 70 C286 54 306 42 320 40 C334 42 354 54 378 70 C444 116 524 168 568 196 ' +
  'C572 240 566 282 548 318 C508 392 420 454 352 480 C332 487 308 487 288 480 C220 454 132 392 92 318 C74 282 68 240 72 196 Z'

/** Folds flat along a vertical ridge; welded edges with a row of embossed dots, a nose clip outside. */
export const kn95: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [38, 138, 320, 78, 602, 138, 68, 300, 320, 450, 572, 300],
  loops: [78, 198, 90, 306],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="left" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#7c7c7c"/><stop offset=".25" stop-color="#b0b0b0"/><stop offset=".75" stop-color="#cecece"/>
      <stop offset="1" stop-color="#dedede"/>
    </linearGradient>
    <linearGradient id="right" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#c2c2c2"/><stop offset=".3" stop-color="#b8b8b8"/><stop offset=".75" stop-color="#a0a0a0"/>
      <stop offset="1" stop-color="#747474"/>
    </linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".12"/><stop offset=".5" stop-color="#000" stop-opacity="0"/>
      <stop offset="1" stop-color="#000" stop-opacity=".34"/>
    </linearGradient>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g clip-path="url(#shape)">
    <rect x="60" y="30" width="262" height="470" fill="url(#left)"/>
    <rect x="320" y="30" width="262" height="470" fill="url(#right)"/>
    <path d="${outline}" fill="url(#fall)"/>
    <path d="M72 262 C160 258 250 250 320 262 C390 250 480 258 568 262 L568 300 C480 296 390 300 320 312 C250 300 160 296 72 300 Z" fill="#000" fill-opacity=".06"/>
    <path d="M320 40 C325 180 325 330 320 486" fill="none" stroke="#000" stroke-opacity=".26" stroke-width="7"/>
    <path d="M316 40 C320 180 320 330 316 486" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="5"/>
    <path d="${outline}" fill="none" stroke="#000" stroke-opacity=".12" stroke-width="56"/>
    <path d="${outline}" fill="none" stroke="#fff" stroke-opacity=".18" stroke-width="46"/>
    <g fill="none" stroke="#000" stroke-opacity=".26" stroke-width="3.5" stroke-dasharray="3.5 6">
      <path d="M84 206 C128 178 204 128 268 84 C290 68 308 58 320 56 C332 58 350 68 372 84 C436 128 512 178 556 206"/>
      <path d="M90 214 C134 186 208 136 272 92 C292 77 308 67 320 65 C332 67 348 77 368 92 C432 136 506 186 550 214"/>
      <path d="M104 316 C142 382 226 440 292 464 C310 470 330 470 348 464 C414 440 498 382 536 316"/>
    </g>
    <path d="M250 88 C226 130 216 170 206 214" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="16"/>
    <path d="M390 88 C414 130 424 170 434 214" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="16"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <g fill="none" stroke-linecap="round">
    <path d="M84 206 C60 180 36 148 16 104" stroke="#929292" stroke-width="11"/><path d="M556 206 C580 180 604 148 624 104" stroke="#929292" stroke-width="11"/>
    <path d="M96 312 C64 286 34 254 14 206" stroke="#8a8a8a" stroke-width="11"/><path d="M544 312 C576 286 606 254 626 206" stroke="#8a8a8a" stroke-width="11"/>
    <path d="M84 204 C60 178 36 146 16 102" stroke="#ececec" stroke-width="8"/><path d="M556 204 C580 178 604 146 624 102" stroke="#ececec" stroke-width="8"/>
    <path d="M96 310 C64 284 34 252 14 204" stroke="#e2e2e2" stroke-width="8"/><path d="M544 310 C576 284 606 252 626 204" stroke="#e2e2e2" stroke-width="8"/>
    <path d="M232 118 C262 96 292 74 320 72 C348 74 378 96 408 118" stroke="#808080" stroke-width="13"/>
    <path d="M232 116 C262 94 292 72 320 70 C348 72 378 94 408 116" stroke="#c2c2c2" stroke-width="9"/>
  </g>
</svg>`,
}
