/** The way out of this network: the proxy that the system (or its PAC file) names, and roots the company added. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Session } from 'electron'
import type { Log } from '../core/ports'

export interface Network {
  /** The proxy for an address as a URL, or null for none. Kinds that REST cannot use (SOCKS) are named too: the doctor says so. */
  proxyFor(url: string): Promise<string | null>
  /** PEM files the agent or the company put into the `ca` folder, and what `SSL_CERT_FILE` names. */
  companyRoots(): Promise<string[]>
}

interface NetworkNeeds {
  /** Electron's session, once the app is ready. */
  session: () => Promise<Pick<Session, 'resolveProxy'>>
  caFolder: string
  certificateFile: string | undefined
  /** What the organisation's policy names, read already. */
  roots: readonly string[]
  log: Log
}

const SCHEMES: Record<string, string> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}

/** What the `chatwoot` room needs to know about the network. */
export function makeNetwork({ session, caFolder, certificateFile, roots: fixed, log }: NetworkNeeds): Network {
  return {
    async proxyFor(url) {
      return readProxy(await (await session()).resolveProxy(url))
    },
    async companyRoots() {
      const names = await readdir(caFolder).catch(() => [])
      const files = names.filter((name) => /\.(pem|crt|cer)$/i.test(name)).map((name) => join(caFolder, name))
      const paths = certificateFile ? [...files, certificateFile] : files
      const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')))
      const roots = texts.flatMap((text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [])
      if (paths.length > 0) log.info('company roots', { files: paths.length, roots: roots.length })
      return [...fixed, ...roots]
    },
  }
}

/** Chromium answers like a PAC file, `PROXY a:3128; DIRECT`: the first that is named is taken. */
export function readProxy(answer: string): string | null {
  const [first = ''] = answer.split(';')
  const [kind = '', place = ''] = first.trim().split(/\s+/)
  const scheme = SCHEMES[kind.toUpperCase()]
  return scheme && place ? `${scheme}://${place}` : null
}
