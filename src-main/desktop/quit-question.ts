/** The question at quitting, in a dialog of the desktop: the window may be hidden or gone. */
import { app, dialog } from 'electron'
import type { QuitAnswer } from './quit'
import type { Text } from './text'

/** Enter keeps the replies here and quits, Escape stays. */
export async function askAboutReplies(count: number, text: Text): Promise<QuitAnswer> {
  const answers: QuitAnswer[] = ['send', 'keep', 'stay']
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: app.name,
    message: text.t('quit.title', { count }),
    detail: text.t('quit.text'),
    buttons: answers.map((answer) => text.t(`quit.${answer}`)),
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  })
  return answers[response] ?? 'stay'
}
