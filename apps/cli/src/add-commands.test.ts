import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addCommands } from './add-commands.ts'

test.each([
  [['scores', 'convert', '--json'], 'scores'],
  [['--data-dir', 'scores', 'convert'], 'convert'],
  [['--data-dir=scores', 'convert', '--help'], 'convert'],
  [['help', 'convert'], 'convert'],
])('%j needs one command only', async (args, name) => {
  const program = new Command()
  await addCommands(program, args)
  expect(program.commands.map((command) => command.name())).toEqual([name])
})
