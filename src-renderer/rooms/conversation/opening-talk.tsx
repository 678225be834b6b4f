import { TalkBones } from '../../parts/blank'
import { useText } from '../../text/t'

/** The shape of a conversation while it is read from disk; what is over in a blink shows nothing. */
export function OpeningTalk() {
  const t = useText()
  return (
    <div className="timeline-wrap is-late" role="status" aria-label={t('talk.loading')}>
      <TalkBones />
    </div>
  )
}
