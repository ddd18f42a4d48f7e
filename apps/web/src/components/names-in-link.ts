/** Names of hosts in an address: what is typed there is kept as a draft, sent to others and asked for again at a reload. */
import { limits } from '@sluice/model/limits'

/** For everything else that a deployment is made of. */
const room = 1500
export const mostCharacters = limits.keptSearchCharacters - room

/** As the address will write them. */
export const charactersInLink = (names: string): number => new URLSearchParams({ names }).toString().length

export const fitIntoLink = (names: string): boolean => charactersInLink(names) <= mostCharacters
