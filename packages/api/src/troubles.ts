/**
 * Errors that are no refusals: whoever asked, asked for nothing wrong. The one table for the server's answer, the OpenAPI
 * document and the client. Refusals and their categories are in the model. Browser-safe.
 */
export const troubles = {
  /** A commit failed whole: nothing was written, published or sent to hosts, so trying again is right. */
  NotStored: { status: 503, message: 'Nothing happened: this could not be stored just now. Try again in a moment.' },
  /** Our own mistake; the log has it under the request id. */
  Fault: { status: 500, message: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; message: string }>

export type TroubleCode = keyof typeof troubles
