/** HTML mails on their way into frames: staged in main, and heard when a link is clicked. */
import { useEffect, useState } from 'react'
import type { ProfileId } from '../../src-preload/contract/ids'
import { call, on } from './client'

/** Where the frame finds the mail; null until main has it. It is forgotten with the component. */
export function useStagedMail(
  profileId: ProfileId,
  html: string,
  pictures: string[],
): { token: string | null; failed: boolean } {
  const [staged, setStaged] = useState<{ token: string | null; failed: boolean }>({ token: null, failed: false })
  useEffect(() => {
    let isGone = false
    let token: string | null = null
    const drop = () => void (token && call('mail.drop', { token }).catch(() => undefined))
    call('mail.stage', { profileId, html, pictures }).then(
      (answer) => {
        token = answer.token
        if (isGone) drop()
        else setStaged({ token, failed: false })
      },
      () => !isGone && setStaged({ token: null, failed: true }),
    )
    return () => {
      isGone = true
      drop()
    }
  }, [profileId, html, pictures])
  return staged
}

/** Esc was pressed while the keys may have been in a frame. */
export function onMailLeft(left: () => void): () => void {
  return on('mail.left', left)
}

/** Hears of links of this mail that are clicked. */
export function onMailLink(token: string, pressed: (index: number) => void): () => void {
  return on('mail.pressed', (link) => {
    if (link.token === token) pressed(link.index)
  })
}
