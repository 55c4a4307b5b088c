import { CopyButton } from '@maskmirror/ui/copy-button'

/** The server names its own command without saying how this project starts it. */
const command = /maskmirror models [a-z]+ [a-z0-9.-]+(?: --sha256 <checksum>)?/

/** What to do about a model, with the command to type set apart. */
export function Advice({ text }: { text: string }) {
  const found = command.exec(text)
  if (found === null) return <p className="break-words">{text}</p>
  const line = `npx ${found[0]}`
  const rest = text.slice(found.index + found[0].length).replace(/^,\s*/, '')
  return (
    <div className="grid gap-1.5">
      {found.index === 0 ? null : <p className="break-words">{text.slice(0, found.index)}</p>}
      <div className="flex items-center gap-2">
        <code className="min-w-0 rounded border border-line bg-canvas px-2 py-1 text-xs wrap-anywhere">{line}</code>
        <CopyButton text={line} />
      </div>
      {rest === '' ? null : <p className="break-words">{rest}</p>}
    </div>
  )
}
