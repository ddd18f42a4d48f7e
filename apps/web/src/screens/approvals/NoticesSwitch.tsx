/** Notices of the desktop, off until somebody presses: here one knows what they are for. */
import { notices, turnNoticesOff, turnNoticesOn } from '../../frame/desktop-notices.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/store.ts'

export function NoticesSwitch() {
  const state = useStore(notices)
  switch (state) {
    case 'unknown':
      return null
    case 'on':
      return <Button onClick={turnNoticesOff}>Stop desktop notices</Button>
    case 'off':
      return <Button onClick={() => void turnNoticesOn()}>Notify me on the desktop</Button>
    case 'blocked':
      return (
        <Button disabledReason="This browser was told to show no notices of Sluice. Its own site settings allow them again.">
          Notify me on the desktop
        </Button>
      )
  }
}
