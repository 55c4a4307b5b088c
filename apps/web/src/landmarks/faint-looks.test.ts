import { expect, test } from 'vitest'
import { faintLooks } from './faint-looks.ts'

test('a small photo is looked at as it is and with margins', () => {
  expect(faintLooks({ width: 100, height: 80 })).toEqual([
    [{ left: 0, top: 0, width: 100, height: 80 }],
    [{ left: -25, top: -25, width: 150, height: 130 }],
    [{ left: -75, top: -75, width: 250, height: 230 }],
  ])
})

test('a large one also in squares that cover it and overlap by half or more', () => {
  const photo = { width: 1000, height: 400 }
  const [tiles = [], ...more] = faintLooks(photo).slice(3)
  expect(more).toEqual([])
  const [halves, quarters] = [500, 250].map((side) => tiles.filter(({ width }) => width === side))
  expect(halves!.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [250, 0],
    [500, 0],
  ])
  expect(new Set(quarters!.map(({ left }) => left))).toEqual(new Set([0, 125, 250, 375, 500, 625, 750]))
  expect(new Set(quarters!.map(({ top }) => top))).toEqual(new Set([0, 75, 150]))
  for (const { left, top, width, height } of quarters!) {
    expect([width, height, left + width <= 1000, top + height <= 400]).toEqual([250, 250, true, true])
  }
})
