import { Copy, ExternalLink } from 'lucide-react'
import type { CallOutput } from '../../../src-preload/contract/schemas/index'
import { type Licence, useAbout, useLicences } from '../../bridge/about'
import { call } from '../../bridge/client'
import bird from '../../look/app.svg'
import { Button } from '../../parts/button'
import { say, useText } from '../../text/t'
import { attempt, toast } from '../../ui-state'

type About = CallOutput<'about.get'>

/** As a report of a fault wants them. */
function lineOf({ perch, electron, chromium, node, system }: About): string {
  return `Perch ${perch}, Electron ${electron}, Chromium ${chromium}, Node ${node}, ${system}`
}

async function copy(about: About): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(lineOf(about)))) toast({ text: say('about.copied') })
}

function Versions({ about }: { about: About }) {
  const t = useText()
  const runtimes = [
    ['Electron', about.electron],
    ['Chromium', about.chromium],
    ['Node', about.node],
  ] as const
  return (
    <section className="box" aria-label={t('about.versions')}>
      <div className="opt about-head">
        <img src={bird} alt="" width={48} height={48} />
        <div className="grow">
          <b>{t('about.version', { version: about.perch })}</b>
          <p>{t('about.what')}</p>
        </div>
        <Button icon={ExternalLink} onPress={() => void attempt(call('link.open', { url: about.homepage }))}>
          {t('about.docs')}
        </Button>
      </div>
      <div className="opt">
        <dl className="grow doctor-seen about-runs">
          {[...runtimes, [t('about.system'), about.system] as const].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
        <Button look="quiet" icon={Copy} onPress={() => void copy(about)}>
          {t('about.copy')}
        </Button>
      </div>
    </section>
  )
}

function Paper({ name, version, licence, text }: Licence) {
  const t = useText()
  return (
    <details className="opt-more about-paper">
      <summary>
        <b className="cut">{name}</b> <span className="muted num">{version}</span> <span className="tag">{licence}</span>
      </summary>
      <pre tabIndex={0} aria-label={t('about.textOf', { name })}>
        {text === '' ? t('about.noText', { licence }) : text}
      </pre>
    </details>
  )
}

function Licences() {
  const t = useText()
  const { data: papers, isError } = useLicences()
  if (isError) return <p className="health-none">{t('about.unreadable')}</p>
  if (papers === undefined) return null
  return (
    <>
      <p className="set-lead">{t('about.packages', { count: papers.length })}</p>
      <div className="box">
        {papers.map((paper) => (
          <Paper key={`${paper.name}/${paper.version}`} {...paper} />
        ))}
      </div>
    </>
  )
}

/** What runs here, and whose work is inside, with the licences it came under. */
export function AboutPage() {
  const t = useText()
  const about = useAbout().data
  return (
    <div className="doctor about">
      <h1>{t('about.title')}</h1>
      <p className="set-lead">{t('about.lead')}</p>
      {about && <Versions about={about} />}
      <section className="set-sec about-papers">
        <h2>{t('about.licences')}</h2>
        <Licences />
      </section>
    </div>
  )
}
