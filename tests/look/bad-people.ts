/** Names and texts as nobody wants them: endless, empty, written backwards, with colours nobody can read. */
import type { ListRow, TimelineMessage } from '../../src-preload/contract/entities'
import { conversation, id, message, MINUTE, row } from '../fakes/desk'

/** Five hundred letters, and no place to break. */
export const ENDLESS = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(15).slice(0, 500)
/** Turns what follows around, up to the end of the box that holds it. */
export const BACKWARDS = '\u202egpj.eman\u202e'
export const EMOJI = '👩‍👩‍👧‍👦🏳️‍🌈🇵🇹'
/** Looks like paypal.com; two letters are Cyrillic. */
export const HOMOGRAPH = 'https://www.pаypаl.com/login'

const names = [ENDLESS, '', EMOJI, `Ana ${BACKWARDS}`, 'مريم الفاسي', '\u0000\u0007\t', '<b>bold</b> & co', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘']

export function badRows(): ListRow[] {
  return names.map((name, index) => {
    const broken = index % 2 === 0 ? Number.NaN : 8.64e15 + 1
    const text = name === '' ? '' : `${name} ${name}`
    const preview = {
      ...{ id: id.message(900 + index), type: 'incoming' as const, text, private: false, status: 'strange' },
      ...{ senderType: 'contact', senderName: name, attachmentType: 'hologram', createdAt: broken },
    }
    const own = {
      preview,
      lastActivityAt: broken,
      createdAt: broken,
      labels: ['light', ENDLESS],
      channel: 'Channel::Smoke',
      priority: 'huge',
    }
    return row(conversation(1042 + index, name, { ...own, waitingSinceAt: index === 0 ? Date.now() - MINUTE : null }))
  })
}

export function badTalk(): TimelineMessage[] {
  const sender = { type: 'ghost', id: null, name: ENDLESS, avatarUrl: null }
  const texts = [ENDLESS, EMOJI, `see ${BACKWARDS} here`, HOMOGRAPH, '', 'مرحبا، أين طردي؟ order 42']
  return texts.map((content, index) =>
    message(index + 1, {
      ...{ content, sender, contentType: index === 4 ? 'hologram' : 'text' },
      createdAt: index === 2 ? Number.NaN : Date.now() - (9 - index) * MINUTE,
    }),
  )
}
