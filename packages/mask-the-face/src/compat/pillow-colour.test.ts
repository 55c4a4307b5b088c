import { describe, expect, test } from 'vitest'
import { namedColours } from './named-colours.ts'
import { parsePillowColour } from './pillow-colour.ts'

describe('parsePillowColour', () => {
  test.each([
    { text: '#0473e2', rgb: [4, 115, 226] },
    { text: '#F00', rgb: [255, 0, 0] },
    { text: '#1234', rgb: [17, 34, 51] },
    { text: '#12345678', rgb: [18, 52, 86] },
    { text: 'RebeccaPurple', rgb: [102, 51, 153] },
    { text: 'rgb( 255 , 0,10 )', rgb: [255, 0, 10] },
    { text: 'rgb(300,0,256)', rgb: [44, 0, 0] }, // bytes wrap around
    { text: 'rgba(1,2,3,4)', rgb: [1, 2, 3] },
    { text: 'rgb(100%,0%,50%)', rgb: [255, 0, 128] },
    // Python's colorsys gives these
    { text: 'hsl(210,50%,40%)', rgb: [51, 102, 153] },
    { text: 'hsl(400,120%,30%)', rgb: [168, 107, 242] },
    { text: 'hsl(75.5,33%,66%)', rgb: [182, 197, 140] },
    { text: 'hsv(210,50%,40%)', rgb: [51, 77, 102] },
    { text: 'hsb(75.5,33%,66%)', rgb: [154, 168, 113] },
  ])('$text', ({ text, rgb }) => {
    expect(parsePillowColour(text)).toEqual(rgb)
  })

  test.each([
    '',
    '0473e2',
    '#12',
    '#12345',
    '#1234567',
    '#ggg',
    ' #ff0000',
    'rgb(1,2)',
    'rgb(1,2,3,4)',
    'rgba(1,2,3)',
    'rgb(1.5,2,3)',
    'rgba(1%,2%,3%)',
    'hsl(1,2,3)',
    'nocolour',
  ])('%j is no colour', (text) => {
    expect(parsePillowColour(text)).toBeNull()
  })

  test('there are 148 names', () => {
    expect(namedColours.size).toBe(148)
    expect([...namedColours.values()].every((value) => value >= 0 && value <= 0xffffff)).toBe(true)
  })
})
