import type { TemplateSource } from './template-source.ts'

const outline =
  'M92 232 C96 176 150 128 214 98 C246 82 264 46 320 44 C376 46 394 82 426 98 C490 128 544 176 548 232 ' +
  'C552 316 508 400 440 446 C404 470 362 484 320 484 C278 484 236 470 200 446 C132 400 88 316 92 232 Z'
const dome =
  'M122 238 C126 190 172 148 228 120 C262 102 276 72 320 70 C364 72 378 102 412 120 C468 148 514 190 518 238 ' +
  'C522 312 480 384 420 424 C390 446 356 456 320 456 C284 456 250 446 220 424 C160 384 118 312 122 238 Z'

/** A moulded cup without a valve: rim, embossed ribs, metal nose clip, two straps. */
export const n95: TemplateSource = {
  width: 640,
  height: 512,
  anchors: [40, 140, 320, 84, 600, 140, 72, 302, 320, 452, 568, 302],
  loops: [98, 198, 98, 317],
  fabric: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <defs>
    <radialGradient id="cup" cx=".5" cy=".42" r=".62">
      <stop offset="0" stop-color="#e4e4e4"/><stop offset=".35" stop-color="#d2d2d2"/><stop offset=".7" stop-color="#b0b0b0"/>
      <stop offset="1" stop-color="#787878"/>
    </radialGradient>
    <linearGradient id="rim" x1="0" x2="0" y1="0" y2="1">
      <stop offset="0" stop-color="#c6c6c6"/><stop offset=".6" stop-color="#9c9c9c"/><stop offset="1" stop-color="#707070"/>
    </linearGradient>
    <pattern id="felt" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="1.5" cy="1.5" r="1.1" fill="#000" fill-opacity=".07"/><circle cx="4.5" cy="4.5" r="1.1" fill="#fff" fill-opacity=".09"/>
    </pattern>
    <clipPath id="inside"><path d="${dome}"/></clipPath>
  </defs>
  <path d="${outline}" fill="url(#rim)"/>
  <path d="${outline}" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="3"/>
  <path d="${dome}" fill="url(#cup)"/>
  <path d="${outline}" fill="url(#felt)"/>
  <path d="${dome}" fill="none" stroke="#000" stroke-opacity=".26" stroke-width="4"/>
  <g clip-path="url(#inside)" fill="none">
    <path d="M120 226 C190 178 450 178 520 226" stroke="#000" stroke-opacity=".2" stroke-width="7"/>
    <path d="M120 234 C190 186 450 186 520 234" stroke="#fff" stroke-opacity=".34" stroke-width="6"/>
    <path d="M118 300 C196 282 444 282 522 300" stroke="#000" stroke-opacity=".2" stroke-width="7"/>
    <path d="M118 308 C196 290 444 290 522 308" stroke="#fff" stroke-opacity=".34" stroke-width="6"/>
    <path d="M140 366 C210 382 430 382 500 366" stroke="#000" stroke-opacity=".2" stroke-width="7"/>
    <path d="M140 374 C210 390 430 390 500 374" stroke="#fff" stroke-opacity=".3" stroke-width="6"/>
    <path d="M252 96 C236 130 232 150 222 190" stroke="#000" stroke-opacity=".12" stroke-width="16"/>
    <path d="M388 96 C404 130 408 150 418 190" stroke="#000" stroke-opacity=".12" stroke-width="16"/>
  </g>
</svg>`,
  trim: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 512">
  <g fill="none" stroke-linecap="round">
    <path d="M112 214 C78 176 44 134 14 82" stroke="#8a8a8a" stroke-width="14"/><path d="M528 214 C562 176 596 134 626 82" stroke="#8a8a8a" stroke-width="14"/>
    <path d="M112 322 C76 312 42 294 14 264" stroke="#828282" stroke-width="14"/><path d="M528 322 C564 312 598 294 626 264" stroke="#828282" stroke-width="14"/>
    <path d="M112 214 C78 176 44 134 14 82" stroke="#e6e6e6" stroke-width="10"/><path d="M528 214 C562 176 596 134 626 82" stroke="#e6e6e6" stroke-width="10"/>
    <path d="M112 322 C76 312 42 294 14 264" stroke="#dadada" stroke-width="10"/><path d="M528 322 C564 312 598 294 626 264" stroke="#dadada" stroke-width="10"/>
    <path d="M238 112 C264 92 278 62 320 60 C362 62 376 92 402 112" stroke="#6c6c6c" stroke-width="14"/>
    <path d="M238 110 C264 90 278 60 320 58 C362 60 376 90 402 110" stroke="#b4b4b4" stroke-width="10"/>
    <path d="M262 86 C276 68 292 57 320 56" stroke="#f0f0f0" stroke-width="3"/>
  </g>
</svg>`,
}
