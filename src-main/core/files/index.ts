import type { Server } from '../ports'
import { MailPictures } from './mail-pictures'
import { Media, type MediaDeps } from './media'
import { Stager, type StagingDeps } from './staging'

/** The files of one profile: those that go out and those that are looked at. */
export interface FileDesk {
  stager: Stager
  media: Media
  mailPictures: MailPictures
}

/** One per profile. */
export function makeFileDesk(deps: StagingDeps & MediaDeps & { server: Pick<Server, 'readForeign'> }): FileDesk {
  return { stager: new Stager(deps), media: new Media(deps), mailPictures: new MailPictures(deps.server) }
}
