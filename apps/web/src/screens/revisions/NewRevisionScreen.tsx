/** The revisions with the dialog of a new one open. */
import RevisionsScreen from './RevisionsScreen.tsx'

export default function NewRevisionScreen() {
  return <RevisionsScreen adding />
}
