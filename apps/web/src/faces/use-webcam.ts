import { useCallback, useEffect, useEffectEvent, useState } from 'react'

/** A camera that the user turns on and off. */
export interface Webcam {
  readonly on: boolean
  /** Why the camera could not be turned on. */
  readonly problem: string | null
  start(): void
  stop(): void
}

/**
 * Takes pictures as fast as they are worked on.
 *
 * @param work is given each picture, which it must close, and the next one when it is done
 */
export function useWebcam(work: (picture: ImageBitmap) => Promise<void>): Webcam {
  const [on, setOn] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = useEffectEvent(work)

  useEffect(() => {
    if (!on) return
    let left = false
    let stream: MediaStream | null = null
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 640 } } })
      const video = document.createElement('video')
      video.muted = true
      video.playsInline = true
      video.srcObject = stream
      await video.play()
      while (!left) await run(await createImageBitmap(video))
    }
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    watch()
      .catch((error: unknown) => {
        if (left) return
        setProblem(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
        setOn(false)
      })
      .finally(release)
    return () => {
      left = true
      release()
    }
  }, [on])

  return {
    on,
    problem,
    start: useCallback(() => {
      setProblem(null)
      setOn(true)
    }, []),
    stop: useCallback(() => setOn(false), []),
  }
}
