import { PageHead } from '../../frame/Page.tsx'
export default function DeploymentScreen() {
  return <PageHead title="Deployment" />
}
