import { Eye, LayoutTemplate, Signature as SignatureSign, Smile, SquareSlash } from 'lucide-react'
import type { RefObject } from 'react'
import type { Signature } from '../../bridge/signature'
import { ariaKeys, keysOf } from '../../keys'
import { IconButton } from '../../parts/button'
import { putSign } from '../../parts/put-in'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { useTalkTemplates } from './composer-bar'
import type { Offers } from './use-offers'

interface ToolsProps {
  field: RefObject<HTMLTextAreaElement | null>
  offers: Offers
  signature: Signature
  /** Notes are not signed. */
  isNote: boolean
  onPreview: () => void
}

/** What helps to write, by the pointer. */
export function ComposerTools({ field, offers, signature, isNote, onPreview }: ToolsProps) {
  const t = useText()
  const keys = (id: 'canned' | 'emoji' | 'preview' | 'template') => ({ keys: keysOf(id), ariaKeys: ariaKeys(id) })
  const { has } = useTalkTemplates()
  const askCanned = () => field.current && putSign(field.current, '/')
  return (
    <>
      <IconButton icon={SquareSlash} label={t('quick.canned')} {...keys('canned')} onPress={askCanned} />
      {has && !isNote && (
        <IconButton
          icon={LayoutTemplate}
          label={t('template.use')}
          {...keys('template')}
          onPress={() => useUi.getState().showOverlay('template')}
        />
      )}
      <IconButton icon={Smile} label={t('composer.emoji')} {...keys('emoji')} onPress={offers.askEmoji} />
      {signature.text !== '' && !isNote && (
        <IconButton
          icon={SignatureSign}
          label={t(signature.isOn ? 'signature.leave' : 'signature.put')}
          pressed={signature.isOn}
          onPress={() => signature.turn(!signature.isOn)}
        />
      )}
      <IconButton icon={Eye} label={t('composer.preview')} {...keys('preview')} onPress={onPreview} />
    </>
  )
}
