import type { Settings } from '../../../src-preload/contract/schemas/app'
import { textSizes } from '../../../src-preload/contract/text-sizes'
import { Choice } from '../../parts/choice'
import { arrowsChoose } from '../../parts/segmented'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { wordsOf } from '../../keys'
import { change, Opt } from './opt'

const keyWords = (chord: string): string => wordsOf(chord).join(' ')

const themes = ['light', 'dark', 'system'] as const
const swatches = { light: 'swatch swatch-light', dark: 'swatch swatch-dark', system: 'swatch swatch-auto' }

function ThemePick({ theme, isOn }: { theme: Settings['theme']; isOn: boolean }) {
  const t = useText()
  return (
    <button
      type="button"
      className="pick"
      role="radio"
      aria-checked={isOn}
      tabIndex={isOn ? 0 : -1}
      onClick={() => change({ theme })}
    >
      <span className={swatches[theme]}>
        <i />
        <i />
        <i />
      </span>
      <span className="pick-head">
        <span className={isOn ? 'radio is-on' : 'radio'} />
        {t(`settings.theme.${theme}`)}
      </span>
    </button>
  )
}

function TextSizeOption({ textSize }: Pick<Settings, 'textSize'>) {
  const t = useText()
  const larger = keyWords('Ctrl++')
  const smaller = keyWords('Ctrl+-')
  return (
    <Opt name={t('settings.textSize')} help={t('settings.textSizeHelp', { larger, smaller })}>
      <Choice
        label={t('settings.textSize')}
        at="menu-pop-end"
        value={textSize}
        choices={textSizes.map((value) => ({ value, text: t('settings.percent', { count: value }) }))}
        onChoose={(size) => change({ textSize: size })}
      />
    </Opt>
  )
}

function ContrastOption({ contrast }: Pick<Settings, 'contrast'>) {
  const t = useText()
  return (
    <Opt name={t('settings.contrast')} help={t('settings.contrastHelp')}>
      <Switch
        label={t('settings.contrast')}
        on={contrast === 'more'}
        onChange={(on) => change({ contrast: on ? 'more' : 'system' })}
      />
    </Opt>
  )
}

/** Theme, size of the text, contrast and rows. */
export function LookOptions({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <>
      <div className="opt">
        <div className="grow">
          <div
            className="picks"
            role="radiogroup"
            aria-label={t('settings.theme')}
            onKeyDown={arrowsChoose(themes, settings.theme, (theme) => change({ theme }))}
          >
            {themes.map((theme) => (
              <ThemePick key={theme} theme={theme} isOn={settings.theme === theme} />
            ))}
          </div>
        </div>
      </div>
      <TextSizeOption textSize={settings.textSize} />
      <ContrastOption contrast={settings.contrast} />
      <Opt name={t('settings.density')} help={t('settings.densityHelp')}>
        <Choice
          label={t('settings.density')}
          at="menu-pop-end"
          value={settings.density}
          choices={(['cosy', 'compact'] as const).map((value) => ({ value, text: t(`settings.density.${value}`) }))}
          onChoose={(density) => change({ density })}
        />
      </Opt>
    </>
  )
}

/** The language of the window, the tray and the alerts. */
export function LanguageOptions({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <Opt name={t('settings.speaks')}>
      <Choice
        label={t('settings.speaks')}
        at="menu-pop-end"
        value={settings.language}
        choices={(['system', 'en', 'ru'] as const).map((value) => ({ value, text: t(`settings.language.${value}`) }))}
        onChoose={(language) => change({ language })}
      />
    </Opt>
  )
}
