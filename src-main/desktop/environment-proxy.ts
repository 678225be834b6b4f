/** The proxy that the environment names, as curl reads it: without a display there are no settings of the system to ask. */
export function environmentProxy(env: Record<string, string | undefined>, address: string): string | null {
  const { protocol, hostname } = new URL(address)
  const of = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? ''
  if (isLeftOut(of('NO_PROXY'), hostname.toLowerCase())) return null
  const proxy = (protocol === 'https:' ? of('HTTPS_PROXY') : of('HTTP_PROXY')) || of('ALL_PROXY')
  if (proxy === '') return null
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

/** This computer is never behind a proxy; `.example.com` and `example.com` both mean everything below. */
function isLeftOut(list: string, host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || host.startsWith('127.')) return true
  return list
    .split(/[\s,]+/)
    .map((name) =>
      name
        .toLowerCase()
        .replace(/^\*?\./, '')
        .replace(/:\d+$/, ''),
    )
    .some((name) => name !== '' && (name === '*' || host === name || host.endsWith(`.${name}`)))
}
