import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../text/t'
import { IconButton } from './button'

let speaking: HTMLMediaElement | null = null

/** Only one sound or film speaks at a time: whatever spoke before is silent now. */
export function speakAlone(media: HTMLMediaElement | null): void {
  if (speaking !== media) speaking?.pause()
  speaking = media
}

/** "3:07", "1:02:45"; what nobody knows is nothing. */
export function playTime(seconds: number): string {
  const whole = Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

function usePlayer() {
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(0)
  // Who looks away hears no more of it: its place is gone.
  useEffect(() => {
    const here = audio.current
    return () => void (speaking === here && (speaking = null))
  }, [])
  const play = () => {
    speakAlone(audio.current)
    // A sound that cannot be played says so by its own event.
    audio.current?.play().catch((_thrown: unknown) => setPlaying(false))
  }
  const on = {
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onEnded: () => setPlaying(false),
    onTimeUpdate: () => setAt(audio.current?.currentTime ?? 0),
    onDurationChange: () => setLength(audio.current?.duration ?? 0),
  }
  const seek = (seconds: number) => {
    setAt(seconds)
    if (audio.current) audio.current.currentTime = seconds
  }
  return {
    audio,
    isPlaying,
    at,
    length: Number.isFinite(length) ? length : 0,
    on,
    seek,
    turn: isPlaying ? () => audio.current?.pause() : play,
  }
}

interface SoundProps {
  /** Where main has the bytes. */
  source: string
  name: string
  /** It cannot be had, or is no sound. */
  onAway: () => void
}

/** A sound: play and pause, where it is and how long it is, and going elsewhere in it by pointer or arrows. Nothing is fetched before. */
export function Sound({ source, name, onAway }: SoundProps) {
  const t = useText()
  const { audio, isPlaying, at, length, on, seek, turn } = usePlayer()
  const times = { at: playTime(at), length: playTime(length) }
  return (
    <div className="sound" role="group" aria-label={name} title={name}>
      <audio ref={audio} preload="none" src={source} onError={() => onAway()} {...on} />
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={t(isPlaying ? 'sound.pause' : 'sound.play', { name })}
        onPress={turn}
      />
      <input
        className="grow"
        type="range"
        min={0}
        max={Math.max(length, 1)}
        step={1}
        value={Math.min(at, Math.max(length, 1))}
        disabled={length === 0}
        aria-label={t('sound.seek')}
        aria-valuetext={t('sound.where', times)}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <span className="num">{length === 0 ? times.at : t('sound.times', times)}</span>
    </div>
  )
}
