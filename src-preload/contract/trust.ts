/** What a server shows of itself, and what it must show where somebody pinned it (decision 0050). Times are epoch ms. */
import { z } from 'zod'

/** SHA-256 of a public key (its SubjectPublicKeyInfo) in hex with colons, as other programs write fingerprints. */
export const serverKey = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)

/** As much of a certificate as a person compares. `key`: SHA-256 of its public key. */
export const shownCertificate = z.object({
  key: z.string().max(100),
  issuer: z.string(),
  validFromAt: z.number(),
  validUntilAt: z.number(),
})
export type ShownCertificate = z.infer<typeof shownCertificate>

/** How far a server is known by its certificate. */
export const serverTrust = z.object({
  /** The newest that it showed since Perch runs; null: none yet, or the address is not encrypted. */
  shown: shownCertificate.nullable(),
  /** What the agent pinned; an empty `key`: it cannot be read any more, and no certificate fits it. */
  pinned: shownCertificate.nullable(),
  /** Keys that the organisation pinned: one of them is shown, or nothing is sent. */
  fixed: z.array(z.string().max(100)),
  /** The agent may pin, accept another one, and take the pin away. */
  mayChange: z.boolean(),
  /** It shows another one than it must: nothing is sent. */
  isOther: z.boolean(),
})
export type ServerTrust = z.infer<typeof serverTrust>
