/** The zones of a configuration as they are typed. Numbers are text until they are sent: what is wrong with them the server says. */
import { defaultZoneTag, type ZonalConfig } from '@sluice/model'

type ZonalInput = Omit<ZonalConfig, 'zoneTag'> & { zoneTag?: string }

export interface ZoneDraft {
  isOn: boolean
  zoneTag: string
  bakeSeconds: string
  firstBakeSeconds: string
  minimumType: 'HOST_COUNT' | 'FLEET_PERCENT'
  minimum: string
}

export const noZones: ZoneDraft = {
  isOn: false,
  zoneTag: defaultZoneTag,
  bakeSeconds: '600',
  firstBakeSeconds: '',
  minimumType: 'FLEET_PERCENT',
  minimum: '50',
}

/** Undefined without zones. A field that is left empty is not sent, nor is our own one when it says nothing. */
export function zonalConfigOf({ isOn, ...typed }: ZoneDraft): ZonalInput | undefined {
  if (!isOn) return undefined
  const zoneTag = typed.zoneTag.trim()
  const [bake, first, minimum] = [typed.bakeSeconds, typed.firstBakeSeconds, typed.minimum].map(numberIn)
  return {
    ...(zoneTag !== defaultZoneTag && { zoneTag }),
    ...(bake !== undefined && { monitorDurationInSeconds: bake }),
    ...(first !== undefined && { firstZoneMonitorDurationInSeconds: first }),
    ...(minimum !== undefined && { minimumHealthyHostsPerZone: { type: typed.minimumType, value: minimum } }),
  }
}

/** Whether each field that is filled holds a number at all. */
export const isTypedWell = ({ isOn, bakeSeconds, firstBakeSeconds, minimum }: ZoneDraft): boolean =>
  !isOn || [bakeSeconds, firstBakeSeconds, minimum].every((text) => !Number.isNaN(numberIn(text) ?? 0))

const numberIn = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text))
