import type { LucideIcon } from 'lucide-react'

interface IconProps {
  of: LucideIcon
  size?: 12 | 14 | 16 | 18 | 20
  /** Points somewhere: turned round in right-to-left languages. */
  flip?: boolean
  className?: string
}

/** A line icon. Never the only name of anything. */
export function Icon({ of: Shape, size = 16, flip = false, className = '' }: IconProps) {
  const sized = size === 16 ? '' : ` icon-${size}`
  return <Shape className={`icon${sized}${flip ? ' icon-flip' : ''} ${className}`} aria-hidden="true" />
}
