import { Glyph, type GlyphName } from './glyph'
import { hueOf, initials } from './names'

interface AvatarProps {
  name: string
  size?: 16 | 20 | 24 | 32 | 44
  /** The channel's sign in the corner. */
  channel?: GlyphName
}

/** Initials on a soft ground; the name always stands beside it, so a screen reader skips it. */
export function Avatar({ name, size = 32, channel }: AvatarProps) {
  return (
    <span className={`avatar${size === 32 ? '' : ` avatar-${size}`} hue-${hueOf(name)}`} aria-hidden="true">
      {initials(name)}
      {channel && (
        <span className="avatar-channel">
          <Glyph name={channel} size={12} />
        </span>
      )}
    </span>
  )
}

/** The two letters that go with an account's colour. */
export function AccountCode({ code, tone, name }: { code: string; tone?: string; name?: string }) {
  return (
    <span className={`acct-code ${tone ?? ''}`} title={name}>
      {code}
    </span>
  )
}
