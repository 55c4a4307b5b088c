/** What a worker can be asked, by name. */
export type WorkerCalls = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>

/** What a handler answers with: the output, and which of its buffers move instead of being copied. */
export interface WorkerAnswer<Output> {
  readonly output: Output
  readonly transfer?: readonly Transferable[]
}

export type WorkerHandlers<Calls extends WorkerCalls> = {
  readonly [Name in keyof Calls]: (input: Calls[Name]['input']) => Promise<WorkerAnswer<Calls[Name]['output']>>
}

interface Question {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

type Reply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }

/** A worker of the page that is asked questions and answers them in their order. */
export interface WorkerClient<Calls extends WorkerCalls> {
  /** @throws Error with the handler's message, or when the worker cannot start */
  call<Name extends keyof Calls & string>(
    name: Name,
    input: Calls[Name]['input'],
    transfer?: readonly Transferable[],
  ): Promise<Calls[Name]['output']>
  close(): void
}

export function createWorkerClient<Calls extends WorkerCalls>(worker: Worker): WorkerClient<Calls> {
  const waiting = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  const rejectAll = (message: string) => {
    for (const { reject } of waiting.values()) reject(new Error(message))
    waiting.clear()
  }
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) asked?.resolve(data.output as never)
    else asked?.reject(new Error(data.message))
  }
  worker.onerror = ({ message }) => rejectAll(`Expected the worker to run but it stopped: ${message}`)
  return {
    call: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, name, input } satisfies Question, [...transfer])
      }),
    close: () => {
      worker.terminate()
      rejectAll('The page was left')
    },
  }
}

/** Answers the page's questions, one after the other. To be called once, in a worker. */
export function answerCalls<Calls extends WorkerCalls>(handlers: WorkerHandlers<Calls>): void {
  let before: Promise<void> = Promise.resolve()
  self.onmessage = ({ data: { id, name, input } }: MessageEvent<Question>) => {
    before = before.then(async () => {
      try {
        const { output, transfer = [] } = await handlers[name]!(input)
        self.postMessage({ id, ok: true, output } satisfies Reply, { transfer: [...transfer] })
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        self.postMessage({ id, ok: false, message } satisfies Reply)
      }
    })
  }
}
