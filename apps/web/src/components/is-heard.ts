/** Whether a host is heard now: connected, and not quiet for so long that the server calls it silent. One word everywhere. */
interface Presence {
  connected: boolean
  silentSince?: unknown
}

export const isHeard = ({ connected, silentSince }: Presence): boolean => connected && silentSince === undefined
