import { Copy } from 'lucide-react'
import { useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import type { LinkDoubt } from '../../parts/link-doubt'
import { useText } from '../../text/t'

/** A link that may not lead where it seems to. */
export interface DoubtfulLink {
  url: string
  text: string
  doubt: LinkDoubt
}

interface QuestionProps {
  link: DoubtfulLink
  onOpen: () => void
  onClose: () => void
}

/** Says where a link really leads; the safe answer has the focus. */
export function LinkQuestion({ link, onOpen, onClose }: QuestionProps) {
  const t = useText()
  useKeys({ back: onClose }, true)
  const { host, protocol } = new URL(link.url)
  const place = protocol === 'mailto:' ? link.url.slice('mailto:'.length) : host
  return (
    <Dialog label={t('link.title')} onClose={onClose}>
      <div className="dialog-title">
        <h2 className="grow">{t('link.title')}</h2>
      </div>
      <div className="link-question">
        <p>{t(`link.doubt.${link.doubt}`)}</p>
        {link.doubt === 'elsewhere' && (
          <p>
            {t('link.says')} <bdi>{link.text}</bdi>
          </p>
        )}
        <p>
          {t('link.leads')} <b dir="ltr">{place}</b>
        </p>
        <p className="link-url" dir="ltr">
          {link.url}
        </p>
        <div className="btn-row">
          <Button look="primary" autoFocus onPress={onClose}>
            {t('link.stay')}
          </Button>
          <Button icon={Copy} onPress={() => void navigator.clipboard.writeText(link.url).then(onClose)}>
            {t('link.copy')}
          </Button>
          <Button look="danger" onPress={onOpen}>
            {t('link.open')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
