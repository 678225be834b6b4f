import { isObject, type Json, type JsonObject } from '../model/json'
import { errors } from './answer'
import { readMultipart } from './multipart'

/** A file of a form. */
export interface UploadedFile {
  name: string
  filename: string
  contentType: string
  bytes: Uint8Array
}

/** What a request carried. Only JSON may leave out the wrapper some calls want. */
export interface Body {
  kind: 'json' | 'form' | 'none'
  fields: JsonObject
  files: UploadedFile[]
  hasNul: boolean
}

/** Reads a body by its type; a malformed one is refused before anything else is looked at. */
export function readBody(contentType: string, bytes: Buffer): Body {
  const type = contentType.split(';')[0]?.trim() ?? ''
  if (type === 'application/json') return readJson(bytes.toString('utf8'))
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (type === 'multipart/form-data' && boundary) return readForm(bytes, boundary)
  if (type === 'application/x-www-form-urlencoded') {
    const pairs = [...new URLSearchParams(bytes.toString('utf8'))]
    return { kind: 'form', fields: nest(pairs), files: [], hasNul: false }
  }
  return { kind: 'none', fields: {}, files: [], hasNul: false }
}

function readJson(text: string): Body {
  if (text.trim() === '') return { kind: 'json', fields: {}, files: [], hasNul: false }
  const value = parse(text)
  const fields = isObject(value) ? value : {}
  return { kind: 'json', fields, files: [], hasNul: text.includes('\\u0000') }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw errors.malformed()
  }
}

function readForm(bytes: Buffer, boundary: string): Body {
  const parts = readMultipart(bytes, boundary)
  const files = parts.flatMap(({ name, filename, contentType, bytes: content }) =>
    filename === undefined ? [] : [{ name, filename, contentType, bytes: content }],
  )
  const pairs = parts.flatMap(({ name, filename, bytes: content }) =>
    filename === undefined ? [[name, content.toString('utf8')] as [string, string]] : [],
  )
  return { kind: 'form', fields: nest(pairs), files, hasNul: false }
}

/** Turns `a[b]=1` into an object and `a[]=1` into a list. */
export function nest(pairs: [string, string][]): JsonObject {
  const fields: JsonObject = {}
  for (const [name, value] of pairs) {
    const [, first = name, inner] = /^([^[]+)\[([^\]]*)\]$/.exec(name) ?? []
    const known = fields[first]
    if (inner === undefined) fields[first] = value
    else if (inner === '') fields[first] = [...(Array.isArray(known) ? known : []), value]
    else fields[first] = { ...(isObject(known) ? known : {}), [inner]: value }
  }
  return fields
}
