'use client'

import { Button } from '@maskmirror/ui/button'
import { Field } from '@maskmirror/ui/field'
import { Notice } from '@maskmirror/ui/notice'
import { Panel } from '@maskmirror/ui/panel'
import { TextInput } from '@maskmirror/ui/text-input'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useRef, useState } from 'react'
import { describeError } from '#errors/describe-error.ts'
import { countOf } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { setPath } from './set/set-address.ts'

/** Registers a folder of photos on the server's machine. The server says which folders it may read. */
export function AddDatasetForm() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [folder, setFolder] = useState('')
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const folderInput = useRef<HTMLInputElement>(null)
  const add = useMutation(
    trpc.datasets.add.mutationOptions({
      onSuccess: async () => {
        setFolder('')
        setName('')
        await queryClient.invalidateQueries(trpc.datasets.list.queryFilter())
      },
      onError: () => folderInput.current?.focus(),
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (add.isPending) return
    const path = folder.trim()
    setMissing(path === '')
    if (path === '') {
      folderInput.current?.focus()
      return
    }
    add.mutate({ folder: path, ...(name.trim() === '' ? {} : { name: name.trim() }) })
  }
  const error = missing ? 'Name the folder.' : add.error === null ? undefined : describeError(add.error).message
  return (
    <Panel className="max-w-3xl px-5 py-4">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <Field
            label="Folder on the server"
            hint={
              <>
                One folder for each person with their photos in it (<code>person/photo.jpg</code>), or a list of pairs
                beside them.
              </>
            }
            error={error}
          >
            {(control) => (
              <TextInput
                {...control}
                ref={folderInput}
                name="folder"
                value={folder}
                onChange={(event) => setFolder(event.target.value)}
                placeholder="/data/faces"
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
          <Field label="Name" hint="Optional; the folder’s own name otherwise.">
            {(control) => (
              <TextInput
                {...control}
                name="name"
                value={name}
                maxLength={60}
                onChange={(event) => setName(event.target.value)}
                autoComplete="off"
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" variant="primary" busy={add.isPending}>
            {add.isPending ? 'Reading the folder…' : 'Add the folder'}
          </Button>
        </div>
        <div role="status">
          {add.data === undefined ? null : (
            <Notice title={`${add.data.name} is ready`}>
              {countOf(add.data.people ?? 0, 'person', 'people')}, {countOf(add.data.photos ?? 0, 'photo', 'photos')}.{' '}
              <Link className="link" href={setPath(add.data.id)}>
                Look at it
              </Link>
              , or{' '}
              <Link className="link" href={`/runs/new?dataset=${encodeURIComponent(add.data.id)}`}>
                evaluate a recogniser on it
              </Link>
            </Notice>
          )}
        </div>
      </form>
    </Panel>
  )
}
