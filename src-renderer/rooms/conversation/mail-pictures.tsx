import { Image, ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { MailHead } from '../../../src-preload/contract/entities'
import { call } from '../../bridge/client'
import { useSettings } from '../../bridge/queries'
import { keysOf, useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import type { CleanMail } from '../../parts/mail-html'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'

/** Whether pictures from outside are shown in a mail, and how that is changed. */
export interface PicturesWish {
  isShown: boolean
  /** The address they are always shown for; null: the mail does not say who wrote it. */
  sender: string | null
  isAlways: boolean
  showOnce: () => void
  setAlways: (isOn: boolean) => void
}

/** As many as the settings keep; the oldest go first. */
const MOST_SENDERS = 2_000

/** The agent's wish for this mail and its sender. */
export function useMailPictures(mail: MailHead): PicturesWish {
  const kept = useSettings().data?.mailPictures ?? []
  const [isOnce, setOnce] = useState(false)
  const sender = mail.from[0]?.trim().toLowerCase().slice(0, 320) || null
  const isAlways = sender !== null && kept.includes(sender)
  const setAlways = (isOn: boolean) => {
    if (sender === null) return
    const others = kept.filter((one) => one !== sender)
    void attempt(call('settings.set', { mailPictures: isOn ? [...others, sender].slice(-MOST_SENDERS) : others }))
  }
  return { isShown: isOnce || isAlways, sender, isAlways, showOnce: () => setOnce(true), setAlways }
}

/** The key is for the mail that has the focus in it, else for the newest with pictures left out. */
function isAskedElsewhere(bar: Element | null): boolean {
  const place = document.activeElement?.closest('[data-message]')
  return place !== null && place !== undefined && place.querySelector('.mail-bar') !== null && !place.contains(bar)
}

function Blocked({ wish, blocked }: { wish: PicturesWish; blocked: CleanMail['blocked'] }) {
  const t = useText()
  const [bar, setBar] = useState<HTMLDivElement | null>(null)
  useKeys({
    mailPictures: () => {
      if (isAskedElsewhere(bar)) return false
      wish.showOnce()
      return true
    },
  })
  const [host = '', ...more] = blocked.hosts
  const hosts = more.length > 0 ? t('mail.hostsMore', { host, count: more.length }) : host
  return (
    <div className="mail-bar" ref={setBar}>
      <Icon of={ImageOff} size={14} />
      <span className="grow">{t('mail.blocked', { count: blocked.count, hosts })}</span>
      <Button keys={keysOf('mailPictures')} onPress={wish.showOnce}>
        {t('mail.showOnce')}
      </Button>
      {wish.sender !== null && (
        <Button look="quiet" onPress={() => wish.setAlways(true)}>
          {t('mail.always', { name: wish.sender })}
        </Button>
      )}
    </div>
  )
}

/** What is left out of a mail, and the two ways to see it. Nothing when nothing is. */
export function PicturesBar({ wish, blocked }: { wish: PicturesWish; blocked: CleanMail['blocked'] }) {
  const t = useText()
  if (blocked.count > 0) return <Blocked wish={wish} blocked={blocked} />
  if (!wish.isAlways || wish.sender === null) return null
  return (
    <div className="mail-bar">
      <Icon of={Image} size={14} />
      <span className="grow">{t('mail.alwaysOn', { name: wish.sender })}</span>
      <Button look="quiet" onPress={() => wish.setAlways(false)}>
        {t('mail.notAlways')}
      </Button>
    </div>
  )
}
