/** Goes up whenever snapshots of older code can no longer be read: they are thrown away and rebuilt from the events. */
export const engineVersion = '7'
