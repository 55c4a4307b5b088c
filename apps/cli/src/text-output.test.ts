import type { Progress } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { createProgressDisplay, durationText } from './progress-display.ts'
import { textTable } from './text-table.ts'

describe('durationText', () => {
  test.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [60, '1 min 0 s'],
    [3599.5, '1 h 0 min'],
    [7500, '2 h 5 min'],
  ])('%s s is %s', (seconds, expected) => {
    expect(durationText(seconds)).toBe(expected)
  })
})

test('textTable pads all columns but the last', () => {
  expect(
    textTable(
      ['a', 'bb', 'c'],
      [
        ['long', '1', 'x'],
        ['s', '22', 'yy'],
      ],
    ),
  ).toBe('a     bb  c\nlong  1   x\ns     22  yy')
})

describe('progress without a terminal', () => {
  const shown = (events: Progress[]) => {
    let written = ''
    const display = createProgressDisplay({
      isTTY: false,
      write: (text: string) => (written += text),
    } as unknown as NodeJS.WriteStream)
    for (const event of events) display.show(event)
    display.stop()
    return written
  }
  const event = (stage: string, done: number, ratePerSecond: number | null): Progress => ({
    stage,
    done,
    total: 10,
    ratePerSecond,
    etaSeconds: null,
  })

  test('one line when a stage begins and one when it is done', () => {
    expect(
      shown([event('a', 0, null), event('a', 5, 2), event('a', 10, 2.5), event('a', 10, 2.5), event('b', 0, null)]),
    ).toBe('a: 10\na: done, 2.5 a second\nb: 10\n')
  })

  test('a stage that is there already says so', () => {
    expect(shown([event('a', 0, null), event('a', 10, null)])).toBe('a: 10\na: done, already there\n')
  })
})
