import type { TemplateSource } from './template-source.ts'

const outline =
  'M66 150 C120 122 190 84 262 60 C296 49 344 49 378 60 C450 84 520 122 574 150 C578 210 572 268 552 318 ' +
  'C520 396 440 462 384 470 C344 475 296 475 256 470 C200 462 120 396 88 318 C68 268 62 210 66 150 Z'

/** Three layers of pleated fleece with a nose wire under the upper binding. */
export const surgical: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [36, 132, 320, 74, 604, 132, 66, 300, 320, 448, 574, 300],
  loops: [66, 156, 84, 312],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <linearGradient id="turn" x1="0" x2="1" y1="0" y2="0">
      <stop offset="0" stop-color="#6e6e6e"/><stop offset=".14" stop-color="#a6a6a6"/><stop offset=".36" stop-color="#cccccc"/>
      <stop offset=".5" stop-color="#d6d6d6"/><stop offset=".64" stop-color="#cccccc"/><stop offset=".86" stop-color="#a6a6a6"/>
      <stop offset="1" stop-color="#6e6e6e"/>
    </linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".14"/><stop offset=".4" stop-color="#fff" stop-opacity=".05"/>
      <stop offset=".62" stop-color="#000" stop-opacity=".03"/><stop offset="1" stop-color="#000" stop-opacity=".34"/>
    </linearGradient>
    <linearGradient id="pleat" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".22"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/>
      <stop offset=".8" stop-color="#000" stop-opacity=".1"/><stop offset="1" stop-color="#000" stop-opacity=".3"/>
    </linearGradient>
    <radialGradient id="nose" cx=".5" cy=".5" r=".5">
      <stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </radialGradient>
    <clipPath id="shape"><path d="${outline}"/></clipPath>
  </defs>
  <g clip-path="url(#shape)">
    <path d="${outline}" fill="url(#turn)"/>
    <path d="M60 206 C190 176 450 176 580 206 L580 262 C450 246 190 246 60 262 Z" fill="url(#pleat)"/>
    <path d="M60 262 C190 246 450 246 580 262 L576 316 C450 318 190 318 64 316 Z" fill="url(#pleat)"/>
    <path d="M64 316 C190 318 450 318 576 316 L560 360 C440 386 200 386 80 360 Z" fill="url(#pleat)"/>
    <g fill="none" stroke="#000" stroke-opacity=".3" stroke-width="3">
      <path d="M60 206 C190 176 450 176 580 206"/><path d="M60 263 C190 247 450 247 580 263"/>
      <path d="M60 317 C190 319 450 319 580 317"/><path d="M60 356 C200 388 440 388 580 356"/>
    </g>
    <ellipse cx="320" cy="120" rx="74" ry="66" fill="url(#nose)"/>
    <path d="M262 60 C240 120 236 160 222 206" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="14"/>
    <path d="M378 60 C400 120 404 160 418 206" fill="none" stroke="#000" stroke-opacity=".1" stroke-width="14"/>
    <path d="${outline}" fill="url(#fall)"/>
    <path d="M66 158 C120 130 190 92 262 68 C296 57 344 57 378 68 C450 92 520 130 574 158" fill="none" stroke="#e2e2e2" stroke-width="15"/>
    <path d="M68 170 C120 142 192 104 264 80 C298 69 342 69 376 80 C448 104 520 142 572 170" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="2.5" stroke-dasharray="7 4"/>
    <path d="M196 112 C246 88 286 76 320 76 C354 76 394 88 444 112" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="5"/>
    <path d="M88 318 C120 396 200 462 256 470 C296 475 344 475 384 470 C440 462 520 396 552 318" fill="none" stroke="#c4c4c4" stroke-width="20"/>
    <path d="M104 326 C136 390 204 448 258 457 C298 462 342 462 382 457 C436 448 504 390 536 326" fill="none" stroke="#000" stroke-opacity=".2" stroke-width="2.5" stroke-dasharray="7 4"/>
    <path d="M66 150 C62 210 68 268 88 318" fill="none" stroke="#b0b0b0" stroke-width="22"/>
    <path d="M574 150 C578 210 572 268 552 318" fill="none" stroke="#b0b0b0" stroke-width="22"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <g fill="none" stroke-linecap="round">
    <path d="M72 160 C52 142 34 122 16 92" stroke="#9a9a9a" stroke-width="9"/>
    <path d="M568 160 C588 142 606 122 624 92" stroke="#9a9a9a" stroke-width="9"/>
    <path d="M90 312 C60 280 34 250 12 196" stroke="#8e8e8e" stroke-width="9"/>
    <path d="M550 312 C580 280 606 250 628 196" stroke="#8e8e8e" stroke-width="9"/>
    <path d="M72 158 C52 140 34 120 16 90" stroke="#ededed" stroke-width="6"/>
    <path d="M568 158 C588 140 606 120 624 90" stroke="#ededed" stroke-width="6"/>
    <path d="M90 310 C60 278 34 248 12 194" stroke="#e2e2e2" stroke-width="6"/>
    <path d="M550 310 C580 278 606 248 628 194" stroke="#e2e2e2" stroke-width="6"/>
  </g>
</svg>`,
}
