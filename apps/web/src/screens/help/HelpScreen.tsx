/** What the product is, its words, its keys, its roles, and where to read on. */
import { Link } from 'react-router'
import { KeyCaps } from '../../components/KeyCaps.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { keyChoices, keysOf } from '../../ui/key-choices.ts'
import { shortcutIds, shortcutOf } from '../../ui/key-map.ts'
import { useStore } from '../../ui/store.ts'
import { RolesCard } from './RolesCard.tsx'
import { pains } from './pains.ts'
import { SectionCard } from './SectionCard.tsx'
import { sections } from './sections.ts'
import { words } from './words.ts'

export default function HelpScreen() {
  return (
    <>
      <PageHead title="Help" />
      <div className="grid max-w-5xl gap-4 px-4 py-4 sm:px-6">
        <Card title="What this is">
          <p>
            Sluice brings revisions of applications to fleets of servers, moves the users, and shows every host while it
            happens. It has the words and rules of AWS CodeDeploy, so its bundles and tools work here unchanged.
          </p>
          <h3 className="mb-1 mt-3 font-semibold">From nothing to the first deployment</h3>
          <ol className="list-decimal pl-5">
            <li>
              <Link className="link" to={paths.instances()}>
                Enrol hosts
              </Link>
              : a command to paste on each; it appears here by itself.
            </li>
            <li>
              <Link className="link" to={paths.applications()}>
                Create an application
              </Link>{' '}
              and a deployment group whose tags match the hosts.
            </li>
            <li>Upload a revision to the application: a bundle with an AppSpec.</li>
            <li>
              <Link className="link" to={paths.newDeployment()}>
                Create a deployment
              </Link>
              : the plan says what will happen before anything does.
            </li>
          </ol>
        </Card>
        <Card title="Words">
          <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
            {words.map(([word, meaning]) => (
              <div key={word} className="contents">
                <dt className="font-semibold">{word}</dt>
                <dd className="max-sm:mb-1">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Card>
        {sections.map((section) => (
          <SectionCard key={section.id} section={section} />
        ))}
        <Card title="What goes wrong elsewhere, and what happens here">
          <dl className="flex flex-col gap-2.5">
            {pains.map(({ pain, here }) => (
              <div key={pain}>
                <dt className="font-semibold">{pain}</dt>
                <dd>{here}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <RolesCard />
        <KeysCard />
        <Card title="Read on">
          <ul className="list-disc pl-5">
            <li>
              <Link className="link" to={paths.apiHelp()}>
                The API
              </Link>
              : every operation with its fields, refusals and an example
            </li>
            <li>
              <Link className="link" to={paths.settings()}>
                Settings
              </Link>
              : password, keys, time, people and access tokens
            </li>
            <li>
              The README in the folder that Sluice was installed from: running it, its settings, enrolling hosts, and
              what an operator does when something breaks
            </li>
          </ul>
        </Card>
      </div>
    </>
  )
}

function KeysCard() {
  const choices = useStore(keyChoices)
  return (
    <Card title="Keys" aside={choices.isOn ? 'Press ? on any screen for its own' : 'Single keys are switched off'}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 sm:max-w-xl">
        <dt>Find anything, do anything</dt>
        <dd className="text-right">
          <KeyCaps keys="Ctrl+K" />
        </dd>
        {shortcutIds.map((id) => (
          <div key={id} className="contents">
            <dt>{shortcutOf(id).what}</dt>
            <dd className="text-right">
              <KeyCaps keys={keysOf(id, choices)} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm">
        <Link className="link" to={paths.settings('keys')}>
          Choose other keys, or switch them off
        </Link>
      </p>
    </Card>
  )
}
