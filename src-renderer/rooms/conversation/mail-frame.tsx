import { Maximize2, Minimize2 } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { onMailLeft, onMailLink, useStagedMail } from '../../bridge/mail'
import { Button } from '../../parts/button'
import type { CleanMail } from '../../parts/mail-html'
import { useText } from '../../text/t'
import { useMessageTalk } from './talk-context'

/** What a mail may take of the timeline before it is asked for; what is longer scrolls in itself. Px. */
const LEAST = 96
const MOST = 480

/** Esc brings the keys back from the frame to its message: they go nowhere while they are in there. */
function useWayBack(frame: RefObject<HTMLIFrameElement | null>): void {
  useEffect(
    () =>
      onMailLeft(() => {
        if (frame.current === null || document.activeElement !== frame.current) return
        frame.current.blur()
        // What is being read stays where it is.
        frame.current.closest<HTMLElement>('[data-key], [role="log"]')?.focus({ preventScroll: true })
      }),
    [frame],
  )
}

/** A mail in a frame that may do nothing: no scripts, no addresses, no way to the window. Nobody can look how tall it is. */
export function MailFrame({ clean, subject }: { clean: CleanMail; subject: string }) {
  const t = useText()
  const { ref, openLink } = useMessageTalk()
  const [isLarge, setLarge] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  useWayBack(frame)
  const { token, failed } = useStagedMail(ref.profileId, clean.html, clean.pictures)
  const { links, tall } = clean
  useEffect(() => {
    if (token === null) return
    return onMailLink(token, (index) => {
      const link = links[index]
      if (link) openLink(link.url, link.text)
    })
  }, [token, links, openLink])
  if (failed) return <p className="mail-text">{t('mail.frameFailed')}</p>
  return (
    <>
      <iframe
        ref={frame}
        className={isLarge ? 'mail-frame is-large' : 'mail-frame'}
        sandbox=""
        src={token === null ? undefined : `app://mail/${token}/`}
        title={t('mail.frame', { subject })}
        height={Math.min(Math.max(tall, LEAST), MOST)}
      />
      {(tall > MOST || isLarge) && (
        <div className="mail-more">
          <Button look="quiet" icon={isLarge ? Minimize2 : Maximize2} onPress={() => setLarge(!isLarge)}>
            {t(isLarge ? 'mail.smaller' : 'mail.larger')}
          </Button>
        </div>
      )}
    </>
  )
}
