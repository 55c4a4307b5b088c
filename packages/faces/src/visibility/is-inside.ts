/** Whether a point lies on a pixel of the photo; the centre of the first is 0, 0. */
export function isInside(x: number, y: number, photo: { readonly width: number; readonly height: number }): boolean {
  return x >= -0.5 && y >= -0.5 && x <= photo.width - 0.5 && y <= photo.height - 0.5
}
