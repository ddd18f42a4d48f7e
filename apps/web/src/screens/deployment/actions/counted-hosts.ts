/** "1 host stays", "2 hosts stay". */
export const hosts = (count: number, [one, more]: readonly [one: string, more: string]) =>
  `${count.toLocaleString('en')} ${count === 1 ? `host ${one}` : `hosts ${more}`}`

export const stay = ['stays', 'stay'] as const
