import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { mapInOrder } from '@maskmirror/inference'

/**
 * Asks about every item and keeps the answers in the system's temporary folder, so that a run that was stopped goes on, and
 * another benchmark with the same question has them at once.
 *
 * @param question holds every version that the answers follow from; becomes the file's name
 * @param names of the items, unique
 * @param ask its answers are plain data
 */
export async function keptAnswers<Answer>(
  question: string,
  names: readonly string[],
  ask: (name: string) => Promise<Answer>,
  print: (line: string) => void,
): Promise<ReadonlyMap<string, Answer>> {
  const folder = resolve(tmpdir(), 'maskmirror-bench-answers')
  mkdirSync(folder, { recursive: true })
  const file = resolve(folder, `${question.replace(/[^A-Za-z0-9.-]+/g, '_')}.jsonl`)
  const answers = new Map<string, Answer>()
  if (existsSync(file)) {
    const whole = readFileSync(file, 'utf8')
    // a killed run may have left half a line
    for (const line of whole.slice(0, whole.lastIndexOf('\n') + 1).split('\n')) {
      if (line === '') continue
      const [name, answer] = JSON.parse(line) as [string, Answer]
      answers.set(name, answer)
    }
  }
  const missing = names.filter((name) => !answers.has(name))
  if (missing.length > 0) print(`${question.slice(0, 40)}…: ${missing.length} of ${names.length} to ask`)
  for await (const [name, answer] of mapInOrder(missing, 2, async (name) => [name, await ask(name)] as const)) {
    answers.set(name, answer)
    appendFileSync(file, `${JSON.stringify([name, answer])}\n`)
  }
  return answers
}
