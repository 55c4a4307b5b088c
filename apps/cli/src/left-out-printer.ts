/** Beyond these, only the number for each reason is told; our choice. */
const mostInFull = 20

/** Tells on stderr what is left out, in full for the first ones. */
export function createLeftOutPrinter() {
  let printed = 0
  const further = new Map<string, number>()
  return {
    add: ({ what, reason }: { readonly what: string; readonly reason: string }) => {
      if (printed++ < mostInFull) console.error(`left out: ${what}: ${reason}`)
      else further.set(reason, (further.get(reason) ?? 0) + 1)
    },
    finish: () => {
      for (const [reason, count] of further) console.error(`left out: ${count} more: ${reason}`)
    },
  }
}
