import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import bird from '../look/app.svg'
import { Icon } from './icon'

interface BlankProps {
  /** A sign, or the bird when all is well. */
  icon: LucideIcon | 'bird'
  tone?: 'calm' | 'amber' | 'red'
  title: string
  text?: ReactNode
  children?: ReactNode
}

/** An empty page: what is, what is safe, what next. */
export function Blank({ icon, tone = 'calm', title, text, children }: BlankProps) {
  const sign = tone === 'calm' ? 'blank-sign' : `blank-sign blank-sign-${tone}`
  return (
    <div className="blank" role={tone === 'red' ? 'alert' : undefined}>
      {icon === 'bird' ? (
        <img className="blank-bird" src={bird} alt="" />
      ) : (
        <span className={sign}>
          <Icon of={icon} size={20} />
        </span>
      )}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}

/** The shape of rows before anything is on this computer. */
export function RowBones({ count = 7 }: { count?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div className="row-bones" key={index}>
          <span className="bone bone-round" />
          <div className="bones">
            <span className="bone bone-35" />
            <span className={`bone ${index % 2 ? 'bone-70' : 'bone-85'}`} />
            <span className="bone bone-50" />
          </div>
        </div>
      ))}
    </div>
  )
}

/** The shape of a conversation before its first message is here. */
export function TalkBones() {
  return (
    <div className="timeline-in" aria-hidden="true">
      <div className="bones">
        <span className="bone bone-bubble bone-50" />
        <span className="bone bone-bubble bone-35" />
      </div>
      <div className="bones bones-out">
        <span className="bone bone-bubble bone-50" />
      </div>
      <div className="bones">
        <span className="bone bone-bubble bone-70" />
      </div>
    </div>
  )
}
