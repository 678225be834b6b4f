import type { ReactNode } from 'react'

/** Perch's own signs. Channels are plain signs, not the makers' marks; states and clocks differ by shape. */
const shapes = {
  'ch-whatsapp': [
    '0 0 16 16',
    <>
      <path
        d="M8 1.8a6.2 6.2 0 0 0-5.3 9.4L1.9 14l2.9-.8A6.2 6.2 0 1 0 8 1.8Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path
        d="M5.9 5.2c.3-.3.7-.2.9.1l.5.9c.1.3.1.5-.1.7l-.3.4c.4.8 1 1.4 1.8 1.8l.4-.3c.2-.2.5-.2.7-.1l.9.5c.3.2.4.6.1.9-.5.7-1.3.8-2.1.5A6 6 0 0 1 5.5 7.3c-.3-.8-.2-1.6.4-2.1Z"
        fill="currentColor"
      />
    </>,
  ],
  'ch-telegram': [
    '0 0 16 16',
    <>
      <path
        d="M14 2.3 1.8 7.2l4 1.5m8.2-6.4-2.3 11-5.9-4.6m8.2-6.4L5.8 8.7v4.5l2.3-2.7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </>,
  ],
  'ch-email': [
    '0 0 16 16',
    <>
      <rect x="1.7" y="3.2" width="12.6" height="9.6" rx="2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m2.2 4.8 5.8 4 5.8-4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </>,
  ],
  'ch-website': [
    '0 0 16 16',
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M1.8 8h12.4M8 1.8c2 2 2.6 4 2.6 6.2S10 12.2 8 14.2C6 12.2 5.4 10.2 5.4 8S6 3.8 8 1.8Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
    </>,
  ],
  'ch-api': [
    '0 0 16 16',
    <>
      <path
        d="M5.5 1.8v3M10.5 1.8v3M3.5 4.8h9v2.7a4.5 4.5 0 0 1-9 0V4.8ZM8 12v2.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
  'ch-vk': [
    '0 0 16 16',
    <>
      <rect x="1.6" y="1.6" width="12.8" height="12.8" rx="3.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M4 6c.6 2.7 2 4.2 4 4.2V6m0 2.2c1.5-.2 2.5-1 3.2-2.2M8 8.2c1.6.1 2.7.8 3.6 2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
  'ch-instagram': [
    '0 0 16 16',
    <>
      <rect x="2" y="2" width="12" height="12" rx="3.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="2.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="11.3" cy="4.7" r=".9" fill="currentColor" />
    </>,
  ],
  'ch-sms': [
    '0 0 16 16',
    <>
      <path
        d="M2 4.2c0-1 .8-1.8 1.8-1.8h8.4c1 0 1.8.8 1.8 1.8v5.6c0 1-.8 1.8-1.8 1.8H7l-3.2 2.4v-2.4C2.8 11.6 2 10.8 2 9.8Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M5.2 7h.01M8 7h.01M10.8 7h.01" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>,
  ],
  'wait-calm': [
    '0 0 12 12',
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path
        d="M6 3.7V6l1.5 1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
  'wait-amber': [
    '0 0 12 12',
    <>
      <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" stroke="currentColor" strokeWidth=".8" strokeLinejoin="round" />
    </>,
  ],
  'wait-red': [
    '0 0 12 12',
    <>
      <path
        fillRule="evenodd"
        d="M3.8.7h4.4l3.1 3.1v4.4l-3.1 3.1H3.8L.7 8.2V3.8Zm1.55 2.3.2 3.6h.9l.2-3.6Zm.65 4.5a.85.85 0 1 0 0 1.7.85.85 0 0 0 0-1.7Z"
        fill="currentColor"
      />
    </>,
  ],
  'st-kept': [
    '0 0 14 14',
    <>
      <rect x="2.6" y="2.8" width="8.8" height="6.2" rx="1.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M1.2 11.3h11.6" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </>,
  ],
  'st-asking': [
    '0 0 14 14',
    <>
      <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2.2 1.72" />
      <path
        d="M5.7 5.9c.1-.8.7-1.2 1.4-1.2s1.3.5 1.3 1.2c0 1-1.35 1-1.35 2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
      />
      <circle cx="7.05" cy="9.5" r=".75" fill="currentColor" />
    </>,
  ],
  'st-server': [
    '0 0 14 14',
    <>
      <path
        d="m3 7.4 2.7 2.7L11.2 4.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
  'st-delivered': [
    '0 0 14 14',
    <>
      <path
        d="m.9 7.4 2.7 2.7 5.3-5.8M6.7 9.6l.6.6 5.6-5.9"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
  'st-read': [
    '0 0 14 14',
    <>
      <path
        fillRule="evenodd"
        d="M7 .9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 7 .9Zm3.15 4.05a.75.75 0 0 1 .05 1.06l-3.5 3.8a.75.75 0 0 1-1.08.02L3.95 8.15a.75.75 0 1 1 1.06-1.06l1.11 1.11 2.97-3.2a.75.75 0 0 1 1.06-.05Z"
        fill="currentColor"
      />
    </>,
  ],
  'st-failed': [
    '0 0 14 14',
    <>
      <path
        fillRule="evenodd"
        d="M4.5.9h5l3.6 3.6v5l-3.6 3.6h-5L.9 9.5v-5Zm1.8 2.7.25 4.1h.9l.25-4.1Zm.7 5.2a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9Z"
        fill="currentColor"
      />
    </>,
  ],
  'link-live': [
    '0 0 14 14',
    <>
      <circle cx="7" cy="7" r="3" fill="currentColor" />
      <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.1" opacity=".45" />
    </>,
  ],
  'link-catch': [
    '0 0 14 14',
    <>
      <path
        d="M2 7a5 5 0 0 1 8.7-3.4M12 7a5 5 0 0 1-8.7 3.4M10.9 1.3v2.5H8.4M3.1 12.7v-2.5h2.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>,
  ],
} as const satisfies Record<string, readonly [string, ReactNode]>

/** Name of a sign. */
export type GlyphName = keyof typeof shapes

/** One of Perch's own signs. */
export function Glyph({ name, size = 14 }: { name: GlyphName; size?: 12 | 14 | 16 }) {
  const [viewBox, shape] = shapes[name]
  return (
    <svg className={`glyph${size === 16 ? '' : ` glyph-${size}`}`} viewBox={viewBox} aria-hidden="true">
      {shape}
    </svg>
  )
}
