'use client'

/** Stands in for the whole page when its frame fails; it has nothing but itself, so its look is written here. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          colorScheme: 'light dark',
          font: '16px/1.5 system-ui, sans-serif',
          margin: '15vh auto',
          maxWidth: '32rem',
          padding: '0 1rem',
        }}
      >
        <title>Error · MaskMirror</title>
        <h1 style={{ fontSize: '1.25rem' }}>The dashboard met an error</h1>
        <p>Nothing that the server computes is lost. Try again; if it stays, the dashboard’s terminal says more.</p>
        <button type="button" onClick={retry} style={{ font: 'inherit', padding: '0.4rem 1rem' }}>
          Try again
        </button>
      </body>
    </html>
  )
}
