import { PageHead } from '../../frame/Page.tsx'
export default function DeploymentsScreen() {
  return <PageHead title="Deployments" />
}
