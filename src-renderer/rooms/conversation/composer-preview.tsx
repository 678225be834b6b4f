import { useState } from 'react'
import { useKeys } from '../../keys'
import { RichText } from '../../parts/rich-text'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'

/** Whether the preview is shown, and what shows or hides it. */
export function usePreview(): [isShown: boolean, toggle: () => void] {
  const [isShown, show] = useState(false)
  const toggle = () => show((was) => !was)
  useKeys({ preview: toggle })
  return [isShown, toggle]
}

/** The text as its reader sees it, under the words as they are written. */
export function ComposerPreview({ text }: { text: string }) {
  const t = useText()
  const { openLink } = useTalk()
  return (
    <section className="composer-preview" aria-label={t('composer.preview')}>
      {text.trim() === '' ? <p>{t('composer.previewEmpty')}</p> : <RichText text={text} className="" onLink={openLink} />}
    </section>
  )
}
