import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { partOf } from '../../query/testing/part-of.ts'
import NewRevisionScreen from './NewRevisionScreen.tsx'
import { NewRevisionDialog, type Way } from './NewRevisionDialog.tsx'
import { useUploads } from './uploads.ts'

/** A server that takes each file in turn and answers what the test says of its name. */
class StandInRequest {
  static sent: string[] = []
  static refused = new Set<string>()
  static aborted = 0
  /** Answers nothing at all. */
  static silent = false
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onload: () => void = () => undefined
  responseType = ''
  status = 0
  response: unknown
  path = ''
  onabort: () => void = () => undefined
  abort() {
    StandInRequest.aborted += 1
    this.onabort()
  }
  open(_method: string, path: string) {
    this.path = path
  }
  send(file: File) {
    StandInRequest.sent.push(this.path)
    this.upload.onprogress?.({ loaded: 1, total: 2 })
    const isRefused = StandInRequest.refused.has(file.name)
    this.status = isRefused ? 400 : 200
    this.response = isRefused
      ? {
          error: {
            code: 'BundleRefused',
            message: 'No.',
            details: [{ rule: 'V31', line: 1, column: 1, message: 'Mac', fix: 'zip -r' }],
          },
        }
      : { key: `shop/${file.name}`, eTag: 'e', version: 'v' }
    if (!StandInRequest.silent) setTimeout(this.onload, 0)
  }
}

function Opened({ dropped, onClose }: { dropped: File[]; onClose: () => void }) {
  const [way, setWay] = useState<Way>('upload')
  const uploads = useUploads('shop')
  return (
    <>
      <button onClick={() => uploads.choose(dropped)}>drop</button>
      <NewRevisionDialog application="shop" way={way} onWay={setWay} uploads={uploads} onClose={onClose} />
    </>
  )
}

const browserRequest = globalThis.XMLHttpRequest

function open(dropped: File[] = []) {
  StandInRequest.sent = []
  StandInRequest.refused = new Set()
  StandInRequest.aborted = 0
  StandInRequest.silent = false
  globalThis.XMLHttpRequest = StandInRequest as never
  const onClose = vi.fn<() => void>()
  renderAt(<Opened dropped={dropped} onClose={onClose} />)
  fireEvent.click(screen.getByText('drop'))
  return onClose
}

afterEach(() => {
  cleanup()
  forgetServer()
  globalThis.XMLHttpRequest = browserRequest
})

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('uploading', () => {
  it('sends several files one after another and registers each', async () => {
    const calls = standInServer({ registerApplicationRevision: () => ({ revisionId: 'r' }) })
    const onClose = open([new File(['x'], 'a b.zip'), new File(['y'], 'c.tar.gz')])
    fireEvent.change(screen.getByLabelText('Description'), { target: { value: 'winter' } })
    press('Upload 2 bundles')
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(StandInRequest.sent).toEqual([
      '/api/artifacts/uploads/shop/a%20b.zip?bundleType=zip',
      '/api/artifacts/uploads/shop/c.tar.gz?bundleType=tgz',
    ])
    expect(calls.map(({ input }) => input)).toMatchObject([
      { description: 'winter', revision: { s3Location: { key: 'shop/a b.zip', eTag: 'e', version: 'v' } } },
      { description: 'winter', revision: { s3Location: { key: 'shop/c.tar.gz' } } },
    ])
  })

  it('goes on after a refused file, keeps it with its complaints, and sends only it again', async () => {
    standInServer({ registerApplicationRevision: () => ({ revisionId: 'r' }) })
    const onClose = open([new File(['x'], 'mac.zip'), new File(['y'], 'good.zip')])
    StandInRequest.refused.add('mac.zip')
    press('Upload 2 bundles')
    expect(await screen.findByText('✓ Registered')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('mac.zip was refused')
    const complaints = screen.getByRole('list', { name: 'Complaints about mac.zip' })
    expect(complaints.textContent).toContain('V31')
    expect(complaints.textContent).toContain('Way out: zip -r')
    expect(onClose).not.toHaveBeenCalled()
    StandInRequest.refused.clear()
    press('Upload')
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(StandInRequest.sent).toHaveLength(3)
  })
})

describe('an upload that is on its way', () => {
  it('says how far it came, and is cut off when the page is left', async () => {
    const calls = standInServer({
      listApplicationRevisions: () => ({ revisionsInfo: [] }),
      registerApplicationRevision: () => ({ revisionId: 'r' }),
    })
    StandInRequest.aborted = 0
    StandInRequest.silent = true
    globalThis.XMLHttpRequest = StandInRequest as never
    const at = '/applications/shop/revisions/new'
    renderAt(<NewRevisionScreen />, { at, path: '/applications/:application/revisions/new' })
    const dialog = within(await screen.findByRole('dialog'))
    const input = screen.getByLabelText(/Choose bundles/)
    fireEvent.change(input, { target: { files: [new File(['x'], 'a.zip')] } })
    press('Upload')
    expect(await dialog.findByText('Sending: 50 %')).toBeTruthy()
    press('Cancel')
    expect(StandInRequest.aborted).toBe(1)
    expect(calls.some(({ name }) => name === 'registerApplicationRevision')).toBe(false)
  })
})

describe('an AppSpec that is written here', () => {
  const area = () => screen.getByLabelText('appspec.yml') as HTMLTextAreaElement
  const complaint = (more: object) => ({ severity: 'error', line: 2, column: 5, message: 'os is wrong.', ...more })

  it('starts from the template, shows each complaint at its place, and takes its fix', async () => {
    const fix = { title: 'Write linux', replacement: { fromOffset: 17, toOffset: 22, text: 'linux' } }
    standInServer({
      checkAppSpec: ({ text }) =>
        text.includes('Linux')
          ? partOf({ valid: false, complaints: [complaint({ rule: 'V4', fix })] })
          : { valid: true, complaints: [] },
    })
    open()
    fireEvent.click(screen.getByLabelText(/^Write its AppSpec first/))
    expect(area().value).toContain('hooks:')
    expect(await screen.findByText(/Nothing is wrong with it/)).toBeTruthy()
    fireEvent.change(area(), { target: { value: 'version: 0.0\nos: Linux\n' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Line 2, column 5' }))
    expect([area().selectionStart, area().selectionEnd]).toEqual([17, 22])
    fireEvent.click(screen.getByRole('button', { name: 'Write linux' }))
    expect(area().value).toBe('version: 0.0\nos: linux\n')
    expect(await screen.findByText(/Nothing is wrong with it/)).toBeTruthy()
  })

  it('says the way out of what no button can repair', async () => {
    const fix = { title: 'Add object' }
    standInServer({ checkAppSpec: () => partOf({ valid: false, complaints: [complaint({ rule: 'V20', fix })] }) })
    open()
    fireEvent.click(screen.getByLabelText(/^Write its AppSpec first/))
    expect((await screen.findByRole('list', { name: 'Complaints' })).textContent).toContain('Way out: Add object')
    expect(screen.queryByRole('button', { name: 'Add object' })).toBeNull()
  })
})

describe('a location', () => {
  const paste = (text: string) => {
    fireEvent.click(screen.getByLabelText(/^Give a location/))
    fireEvent.change(screen.getByLabelText('Location'), { target: { value: text } })
  }
  const value = (label: string) => (screen.getByLabelText(label) as HTMLInputElement).value

  it('that is pasted fills the fields', async () => {
    const calls = standInServer({ registerApplicationRevision: () => ({ revisionId: 'r' }) })
    const onClose = open()
    paste('s3://releases/shop-1.4.tar.gz?versionId=v1&etag=%22e1%22')
    expect(['Bucket', 'Key', 'Version', 'ETag', 'File type'].map(value)).toEqual([
      'releases',
      'shop-1.4.tar.gz',
      'v1',
      'e1',
      'tgz',
    ])
    press('Register')
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    const s3Location = { bucket: 'releases', key: 'shop-1.4.tar.gz', version: 'v1', eTag: 'e1', bundleType: 'tgz' }
    expect(calls[0]?.input).toEqual({ applicationName: 'shop', revision: { revisionType: 'S3', s3Location } })
  })

  it('that cannot be read is marked where it goes wrong', () => {
    open()
    paste('s3://releases/shop.zip?verison=3')
    expect(within(screen.getByRole('dialog')).getByText('verison=3').tagName).toBe('MARK')
    expect(screen.getByLabelText('Location').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/verison says nothing of a bundle/)).toBeTruthy()
  })

  it('asks for the type that its name does not say', () => {
    open()
    paste('releases/shop')
    const register = screen.getByRole('button', { name: 'Register' })
    expect(register.getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(screen.getByLabelText('File type'), { target: { value: 'zip' } })
    expect(register.getAttribute('aria-disabled')).toBeNull()
  })

  it('that the server refuses says why', async () => {
    standInServer({
      registerApplicationRevision: () => refusal('InvalidRevisionException', 'There is nothing at releases/shop.zip.'),
    })
    const onClose = open()
    paste('releases/shop.zip')
    press('Register')
    expect((await screen.findByRole('alert')).textContent).toContain('There is nothing at releases/shop.zip.')
    expect(onClose).not.toHaveBeenCalled()
  })
})
