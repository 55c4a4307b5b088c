/**
 * Share of a map's weight that lies above a line; values below 0 do not count.
 *
 * @param map [height, width] row by row
 * @param line distance of the line from the upper border, in rows of the map; a row that the line crosses counts in part
 * @returns 0..1, or null where nothing is above 0
 */
export function upperShare(map: ArrayLike<number>, width: number, line: number): number | null {
  let upper = 0
  let total = 0
  for (let at = 0; at < map.length; at++) {
    const value = Math.max(0, map[at]!)
    total += value
    upper += value * Math.min(1, Math.max(0, line - Math.floor(at / width)))
  }
  return total > 0 ? upper / total : null
}
