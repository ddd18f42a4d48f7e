/** The revisions with the upload open. */
import RevisionsScreen from './RevisionsScreen.tsx'

export default function NewRevisionScreen() {
  return <RevisionsScreen uploading />
}
