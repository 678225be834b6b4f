/** Where to connect; `hostname` without brackets. */
export interface Target {
  hostname: string
  port: number
  secure: boolean
}

/** Where a base address leads. */
export function targetOf(url: URL): Target {
  const secure = url.protocol === 'https:'
  return { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 443 : 80), secure }
}

/** Host and port: what a certificate belongs to. */
export function placeOf({ hostname, port }: Target): string {
  return `${hostname.toLowerCase()}:${port}`
}
