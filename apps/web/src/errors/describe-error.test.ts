import { TRPCClientError } from '@trpc/client'
import { describe, expect, test } from 'vitest'
import { describeError, isNotFound, isRefusal } from './describe-error.ts'

function apiError(code: string, httpStatus: number, message: string, reason: string | null = null) {
  return TRPCClientError.from({
    error: { code: -32000, message, data: { code, httpStatus, path: 'runs.get', reason } },
  })
}

describe('describeError', () => {
  test('a refusal keeps the words of the server and its code', () => {
    const error = apiError(
      'FORBIDDEN',
      403,
      'Expected folder to be inside /data but received "/etc"',
      'path-outside-roots',
    )
    expect(describeError(error)).toEqual({
      kind: 'refused',
      title: 'The server refused this',
      message: 'Expected folder to be inside /data but received "/etc"',
      reason: 'path-outside-roots',
    })
    expect(isRefusal(error)).toBe(true)
  })

  test('input that does not fit the schema is told issue by issue', () => {
    const issues = [
      { code: 'too_small', path: ['settings'], message: 'Too small: expected array to have >=1 items' },
      { code: 'invalid_type', path: ['seed'], message: 'Invalid input: expected int' },
    ]
    expect(describeError(apiError('BAD_REQUEST', 400, JSON.stringify(issues))).message).toBe(
      'settings: Too small: expected array to have >=1 items. seed: Invalid input: expected int',
    )
  })

  test.each(['[not json', '[1, 2]'])('another message in brackets stays as it is: %s', (message) => {
    expect(describeError(apiError('BAD_REQUEST', 400, message)).message).toBe(message)
  })

  test('an unknown run is not found and not asked for again', () => {
    const error = apiError('NOT_FOUND', 404, 'no such run')
    expect(describeError(error).kind).toBe('not-found')
    expect([isNotFound(error), isRefusal(error)]).toEqual([true, true])
  })

  test('a failure of the server may be tried again', () => {
    const error = apiError('INTERNAL_SERVER_ERROR', 500, 'disk full')
    expect(describeError(error).kind).toBe('failed')
    expect(isRefusal(error)).toBe(false)
  })

  test('no answer at all says how to start the server', () => {
    const error = TRPCClientError.from(new TypeError('fetch failed'))
    expect(describeError(error)).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/npm start/) })
    expect(isRefusal(error)).toBe(false)
  })

  test.each([
    [new Error('boom'), 'boom'],
    ['text', 'The page met an unknown error.'],
  ])('another error: %s', (error, message) => expect(describeError(error)).toMatchObject({ kind: 'failed', message }))
})
