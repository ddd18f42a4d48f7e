/** Target groups that are named somewhere and that no load balancer has any more. */
export function MissingTargetGroups({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p role="status" className="px-3.5 py-2 text-sm text-ready-text">
      <span aria-hidden>◆ </span>
      {names.length === 1
        ? `The target group ${names[0]} does not exist any more.`
        : `The target groups ${names.join(', ')} do not exist any more.`}
    </p>
  )
}
