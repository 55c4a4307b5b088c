/** Beginnings of picture files (their specifications' signatures). */
const signatures = [
  { ending: '.jpg', bytes: [0xff, 0xd8, 0xff] },
  { ending: '.png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { ending: '.webp', bytes: [0x52, 0x49, 0x46, 0x46] },
  { ending: '.bmp', bytes: [0x42, 0x4d] },
] as const

/** The usual ending of a file with these bytes, for pictures that have no file name; empty when it is none of a kind that packs hold. */
export function pictureEnding(bytes: Uint8Array): string {
  return signatures.find((one) => one.bytes.every((byte, i) => bytes[i] === byte))?.ending ?? ''
}
