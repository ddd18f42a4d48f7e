/** A frame as it goes over the wire: made once, shared by all who get it. */
import type { ServerFrame } from '@sluice/model'

export const encoded = (frame: ServerFrame): Buffer => Buffer.from(JSON.stringify(frame))
