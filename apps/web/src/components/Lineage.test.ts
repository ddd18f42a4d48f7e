import { expect, it } from 'vitest'
import { lineageOf } from './Lineage.tsx'

it('links a follow-on with the deployment that it follows, both ways', () => {
  const follow = { relatedDeployments: { autoUpdateOutdatedInstancesRootDeploymentId: 'd-ROOT00001' } }
  const root = { relatedDeployments: { autoUpdateOutdatedInstancesDeploymentIds: ['d-FOLLOW001'] } }
  expect(lineageOf(follow)).toEqual([{ words: '→ follows, on new hosts,', deploymentId: 'd-ROOT00001' }])
  expect(lineageOf(root)).toEqual([{ words: '→ followed on new hosts by', deploymentId: 'd-FOLLOW001' }])
})
