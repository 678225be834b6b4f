/** One part of a form; with a file name it is a file. */
export interface Part {
  name: string
  filename: string | undefined
  contentType: string
  bytes: Buffer
}

const BREAK = Buffer.from('\r\n\r\n')

/** Splits a multipart body; parts without a name are left out. */
export function readMultipart(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let from = body.indexOf(mark)
  while (from >= 0) {
    const to = body.indexOf(mark, from + mark.length)
    if (to < 0) break
    const part = readPart(body.subarray(from + mark.length + 2, to - 2))
    if (part) parts.push(part)
    from = to
  }
  return parts
}

function readPart(part: Buffer): Part | null {
  const end = part.indexOf(BREAK)
  if (end < 0) return null
  const head = part.subarray(0, end).toString('utf8')
  const name = /[;\s]name="([^"]*)"/.exec(head)?.[1]
  if (name === undefined) return null
  return {
    name,
    filename: fileName(head),
    contentType: /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1]?.trim() ?? 'text/plain',
    bytes: part.subarray(end + BREAK.length),
  }
}

/** Browsers write quotes and line ends in file names with per cent signs. */
function fileName(head: string): string | undefined {
  const found = /filename="([^"]*)"/.exec(head)?.[1]
  return found?.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
}
