/** The sign of the project: a mask and its mirror image. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-ink">
      <svg className="size-6 text-accent" viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path d="M11 5v14c-5-.4-8.5-3.4-8.5-7.5V6.8C5.7 7 8.3 6.4 11 5Z" fill="currentColor" />
        <path
          d="M13 5v14c5-.4 8.5-3.4 8.5-7.5V6.8C18.3 7 15.7 6.4 13 5Z"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </svg>
      <span className="text-base leading-none font-semibold tracking-tight">MaskMirror</span>
    </span>
  )
}
