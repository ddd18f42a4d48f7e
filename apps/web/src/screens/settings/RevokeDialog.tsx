/** Revoking a token: what stops working, and the way back. */
import type { Output } from '@sluice/api/contracts'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { toast } from '../../ui/Toast.tsx'

export type AccessToken = Output<'listAccessTokens'>['tokens'][number]

export function RevokeDialog({ token: { tokenId, name }, onClose }: { token: AccessToken; onClose: () => void }) {
  const revoke = useOperation('revokeAccessToken')
  const end = () =>
    revoke.mutate(
      { tokenId },
      {
        onSuccess: () => {
          toast(`The token ${name} was revoked`)
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke ${name}?`}
      description="Every script that signs in with this token is refused from now on."
    >
      <p>Deployments that it started go on. There is no way back: a script that still needs one gets a new token.</p>
      {revoke.error !== null && <ErrorRegion what="The token was not revoked" error={revoke.error} />}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={revoke.isPending} onClick={end}>
          Revoke {name}
        </Button>
      </div>
    </Dialog>
  )
}
