/**
 * Reaches a unix socket whose path is too long for a socket's address: on Linux by a handle of its folder, whose name below
 * `/proc/self/fd` is short; elsewhere by the path relative to the working folder. The handle lives until the connection stands.
 */
import { closeSync, constants, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { basename, dirname, join, relative } from 'node:path'
import { longestSocketPathBytes } from './wire.ts'

export function connectUnixSocket(path: string): Socket {
  if (isShort(path)) return connect(path)
  const fromHere = relative(process.cwd(), path)
  if (isShort(fromHere)) return connect(fromHere)
  if (process.platform !== 'linux') throw new Error(`${path} is too long for the address of a socket`)
  return connectByHandle(path)
}

function connectByHandle(path: string): Socket {
  const folder = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY)
  let isOpen = true
  const release = () => {
    if (isOpen) closeSync(folder)
    isOpen = false
  }
  try {
    const socket = connect(join('/proc/self/fd', String(folder), basename(path)))
    return socket.once('connect', release).once('close', release)
  } catch (error) {
    release()
    throw error
  }
}

function isShort(path: string): boolean {
  return Buffer.byteLength(path) <= longestSocketPathBytes
}
