/** What ends an installation: a signal, or a child that gives up for good. The first reason counts. */
export type TheEnd = ReturnType<typeof watchForTheEnd>

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function watchForTheEnd() {
  const controller = new AbortController()
  let code = 0

  function reach(exitCode: number): void {
    if (controller.signal.aborted) return
    code = exitCode
    controller.abort()
  }

  // Later ones are heard and ignored: npm passes a Ctrl-C on that the terminal has already sent.
  for (const name of signals) process.on(name, () => reach(0))
  const reached = new Promise<void>((resolve) => controller.signal.addEventListener('abort', () => resolve()))
  return { reach, reached, signal: controller.signal, exitCode: () => code }
}
