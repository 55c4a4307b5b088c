import { CopyButton } from '@maskmirror/ui/copy-button'
import { Panel } from '@maskmirror/ui/panel'
import type { RunRequestInput } from '#trpc/outputs.ts'
import { commandLine } from './command-line.ts'

/** How to ask for the same without a browser. Its height does not depend on what is wrong with the form. */
export function CommandPanel({ request }: { request: RunRequestInput | null }) {
  const line = request === null ? null : commandLine(request)
  return (
    <Panel className="px-4 py-3">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">On the command line</h2>
        {line === null ? null : <CopyButton text={line} />}
      </div>
      <p className="mt-2 min-h-20 font-mono text-xs break-words whitespace-pre-wrap text-ink-soft">
        {line ?? 'Complete the form to see the command.'}
      </p>
      <p className="mt-3 border-t border-line pt-2 text-xs text-ink-soft">
        The address of this page holds the form: a link to it opens the form as it is now.
      </p>
    </Panel>
  )
}
