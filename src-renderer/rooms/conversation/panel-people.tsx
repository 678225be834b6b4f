import { Eye, EyeOff } from 'lucide-react'
import type { Person } from '../../../src-preload/contract/entities'
import { type Subject, turnFollowing } from '../../bridge/changes'
import { useParticipants } from '../../bridge/errands'
import { Avatar } from '../../parts/avatar'
import { Button } from '../../parts/button'
import { useText } from '../../text/t'
import { Asked, Section } from './panel-section'

interface PeopleProps {
  subject: Subject
  me: Pick<Person, 'id' | 'name'>
  isLive: boolean
}

/** Those the server names, and me as it is shown here: what I did may still be on its way. */
function peopleOf({ subject, me }: PeopleProps, told: Pick<Person, 'id' | 'name'>[] | undefined) {
  const { following } = subject.conversation
  const isIn = following ?? told?.some(({ id }) => id === me.id) ?? false
  const others = (told ?? []).filter(({ id }) => id !== me.id)
  return { isIn, people: isIn ? [...others, me] : others }
}

function List(props: PeopleProps) {
  const t = useText()
  const { subject, isLive } = props
  const answer = useParticipants(subject.ref, isLive)
  const { isIn, people } = peopleOf(props, answer.data)
  const isKnown = answer.data !== undefined || isIn
  return (
    <>
      <Asked
        answer={{ ...answer, data: isKnown ? people : undefined }}
        isLive={isLive}
        words={{ asking: t('participant.asking'), none: t('participant.none'), needsLine: t('participant.needsLine') }}
      >
        <ul className="panel-lines">
          {people.map(({ id, name }) => (
            <li className="panel-person" key={id}>
              <Avatar name={name} size={16} />
              <span className="cut" dir="auto" title={name}>
                {name}
              </span>
            </li>
          ))}
        </ul>
      </Asked>
      <Button icon={isIn ? EyeOff : Eye} onPress={() => void turnFollowing(subject, !isIn)}>
        {t(isIn ? 'participant.leave' : 'participant.follow')}
      </Button>
      {isKnown && !isLive && <p className="muted panel-small">{t('participant.needsLine')}</p>}
    </>
  )
}

/** Who follows the conversation: they are told of what happens in it. The others are asked for when somebody looks. */
export function Participants(props: PeopleProps) {
  const t = useText()
  return (
    <Section title={t('participant.title')} folded>
      <List {...props} />
    </Section>
  )
}
