import { pngFile } from './png-chunks.ts'

/**
 * Pictures of 128×128 that sharp wrote: black with a white square of 32 at (64, 64), as an animation whose second frame is
 * black, in CMYK, and with 16 bit.
 */
const encoded = {
  'animated.gif':
    'R0lGODlhgACAAIAAAP///wAAACH5BAQAAAAALAAAAACAAIAAAALdjI+py+0Po5y02ouz3rz7D4biSJbmiabqyrbuC8fyTNf2jef6zvf+DwwKh8' +
    'Si8YhMKpfMpvMJjUqn1Kr1is1qt9yu9wsOi8fksvmMTqvX7Lb7DY/L5/S6/Y7P6/f8vv8PGCg4SAhgeIiYqLiISMb4CJnoGEnJOFmJeXiZibnJ' +
    'Sen5CRkqajlWWkmKKnm6OtrqaioW+6hKaxuL66q7yovqWwosKvxJzGmcidwJS8s626yonMoMbSgNSl19Hbn9SvgNHi4+Tl5ufo6err7O3u7+Dh' +
    '8vP09fb3+Pn6/PUAAAIfkEBQAAAAAsQABAACAAIACATGlxAAAAAh6Mj6nL7Q+jnLTai7PevPsPhuJIluaJpurKtu4LmwUAOw==',
  'animated.webp':
    'UklGRpQAAABXRUJQVlA4WAoAAAACAAAAfwAAfwAAQU5JTQYAAAD/////AQBBTk1GOgAAAAAAAAAAAH8AAH8AAGQAAAJWUDhMIgAAAC9/wB8ADz' +
    'D/8z//8x94MNO2TfmTNoZ2OyL6PwF5A6F7vQdBTk1GJgAAACAAACAAAB8AAB8AAGQAAABWUDhMDgAAAC8fwAcABxAR/Q9ERP8D',
  'cmyk.jpg':
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykqKRkfLTAtKD' +
    'AlKCko/8AAFAgAgACABEMRAE0RAFkRAEsRAP/EABgAAQEBAQEAAAAAAAAAAAAAAAAIBQkG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBN' +
    'AFkASwAAPwCi1UvIJUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAbwth1UAAAAYIidyrAAAAAA' +
    'AAAAAAAABvC2HVQAAABgiJ3KsAAAAAAAAAAAAAAG8LYdVAAAAGCIncqwAAAAAAAAAAAAAAbwth1UAAAAYIidyrAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAH/9k=',
  'deep.png':
    'iVBORw0KGgoAAAANSUhEUgAAAIAAAACAEAIAAAAczCrfAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAwElEQVR4nO3TMQ3AQBADsPAnnSLo8jdFsj' +
    'k4AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAOOq4gADwqOMCFx0XEAAedVzgouMCAsCjjgtcdFxAAHjU' +
    'cYGLjgsIAI86LnDRcQEB4FHHBS46LiAAPOq4wEXHBQSARx0XuOi4gADwqOMCFx0XEAAedVzgouMCAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAO' +
    'TXB36h6VpS1u6OAAAAAElFTkSuQmCC',
} as const

/** What can be read although it is unusual. */
export function readablePictures(): Record<keyof typeof encoded, Uint8Array> {
  const entries = Object.entries(encoded).map(([file, text]) => [file, Buffer.from(text, 'base64')])
  return Object.fromEntries(entries) as Record<keyof typeof encoded, Uint8Array>
}

/** What cannot be read, with the reason. */
export function unreadablePictures(good: {
  jpeg: Uint8Array
}): readonly (readonly [file: string, bytes: Uint8Array | string, reason: string])[] {
  const { jpeg } = good
  return [
    ['empty.jpg', '', 'not-an-image'],
    ['text.jpg', 'this is no picture', 'not-an-image'],
    [
      'svg.jpg',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
      'not-an-image',
    ],
    ['no-width.png', pngFile({ width: 0, height: 64, depth: 8 }, new Uint8Array()), 'not-an-image'],
    ['no-height.gif', Buffer.from('474946383961400000000000003b', 'hex'), 'not-an-image'],
    ['huge.png', pngFile({ width: 20_000, height: 20_000, depth: 8 }, new Uint8Array()), 'image-too-large'],
    ['tiny.png', pngFile({ width: 4, height: 4, depth: 8 }, new Uint8Array(4 * 13)), 'image-too-small'],
    ['truncated.jpg', jpeg.subarray(0, -40), 'damaged-image'],
  ]
}
