/** What the pasted command needs on the host, and how the agent outlives the terminal that it was pasted into. */
import { CopyButton } from '../../ui/CopyButton.tsx'

/** Run in the folder of the download. `process`: what a hook left running, such as an application, outlives the agent. */
const asService = `sudo install -D sluice-agent.mjs /opt/sluice-agent/sluice-agent.mjs
sudo tee /etc/systemd/system/sluice-agent.service <<END
[Unit]
Description=Sluice host agent
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=$(command -v node) /opt/sluice-agent/sluice-agent.mjs run
Restart=always
KillMode=process

[Install]
WantedBy=multi-user.target
END
sudo systemctl daemon-reload
sudo systemctl enable --now sluice-agent`

export function HostNeeds() {
  return (
    <>
      <p className="text-sm text-muted">
        Paste it as root: the agent keeps everything in <code className="mono">/opt/sluice-agent</code>. Without root,
        add <code className="mono">--home DIR</code> to <code className="mono">enrol</code> and to{' '}
        <code className="mono">run</code>. The last part, <code className="mono">run</code>, stays in the foreground and
        ends with the terminal.
      </p>
      <details className="text-sm">
        <summary className="cursor-pointer text-muted hover:text-text">Let systemd run it</summary>
        <p className="mt-2">When the host is here, end the agent with Ctrl C and paste this in the same folder.</p>
        <div className="mt-2 flex items-start gap-2 rounded-md bg-log-bg p-3 text-log-text">
          <pre className="mono min-w-0 flex-1 overflow-x-auto">{asService}</pre>
          <CopyButton text={asService} what="commands for systemd" onDark />
        </div>
      </details>
    </>
  )
}
