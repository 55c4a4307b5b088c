import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareScores } from '#prepared-scores.ts'
import { rocAuc } from '#roc-auc.ts'
import { createAreaCounter } from './area-counter.ts'

const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((k) => k / 4),
  fc.constantFrom(-0, 0, 5e-324, -5e-324, 1e150, -1e150),
  fc.double({ min: -1, max: 1, noNaN: true }),
)
const some = fc.array(score, { minLength: 1, maxLength: 40 })

test('the area of all scores sorted, to the last digit', () => {
  fc.assert(
    fc.property(some, some, fc.boolean(), (genuine, impostor, together) => {
      const counter = createAreaCounter(Float64Array.from(genuine).sort())
      const scores = Float64Array.from([...genuine, ...impostor])
      const labels = Uint8Array.from(scores, (_, i) => Number(i < genuine.length))
      const pieces = together ? [scores.length] : [genuine.length + 1, scores.length]
      pieces.forEach((end, i) => {
        counter.add(scores.subarray(pieces[i - 1] ?? 0, end), labels.subarray(pieces[i - 1] ?? 0, end))
      })
      expect(counter.area()).toBe(rocAuc(prepareScores({ genuine, impostor })))
    }),
    { numRuns: 200 },
  )
})
