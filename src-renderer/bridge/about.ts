import { useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** A package that is inside Perch; `text` is empty where it brings no paper of its own. */
export interface Licence {
  name: string
  version: string
  licence: string
  text: string
}

/** What runs here. */
export function useAbout() {
  return useQuery({ queryKey: keyOf.about, queryFn: () => call('about.get', {}) })
}

/** Written by the build beside the page (`scripts/licences.mjs`), and read only when somebody asks. */
export function useLicences() {
  return useQuery({
    queryKey: keyOf.licences,
    queryFn: async (): Promise<Licence[]> => (await fetch('./licences.json')).json() as Promise<Licence[]>,
  })
}
