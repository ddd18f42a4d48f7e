/**
 * The tables, as numbered migrations: append only, never edited once released. `user_version` tells how many have run.
 * Rows that people filter by have columns; everything else of a row is its JSON `body`.
 */
import type { Database } from 'better-sqlite3'

export const migrations: readonly string[] = [
  `
  CREATE TABLE installation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE events (
    aggregate TEXT NOT NULL,
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (aggregate, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE snapshots (
    aggregate TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    engine_version TEXT NOT NULL,
    state BLOB NOT NULL
  ) STRICT;

  CREATE TABLE deployments (
    deployment_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    application_name TEXT NOT NULL,
    deployment_group_name TEXT NOT NULL,
    deployment_group_id TEXT NOT NULL,
    status TEXT NOT NULL,
    create_time TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deployments_by_account ON deployments (account_id, create_time, deployment_id);
  CREATE INDEX deployments_by_application ON deployments (account_id, application_name, create_time, deployment_id);
  CREATE INDEX deployments_by_group
    ON deployments (account_id, application_name, deployment_group_name, create_time, deployment_id);
  CREATE INDEX deployments_running ON deployments (create_time, deployment_id)
    WHERE status NOT IN ('Succeeded', 'Failed', 'Stopped');

  CREATE TABLE targets (
    deployment_id TEXT NOT NULL,
    target_index INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (deployment_id, target_index)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX targets_by_name ON targets (deployment_id, target_id);

  CREATE TABLE directory (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (collection, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE answers (
    scope TEXT PRIMARY KEY,
    body_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX answers_by_expiry ON answers (expires_at);

  CREATE TABLE audit (
    account_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (account_id, sequence)
  ) STRICT, WITHOUT ROWID;
  `,
  // A group is asked for by its id: a renamed one keeps its history, and a new one of an old name has none.
  `
  DROP INDEX deployments_by_group;
  CREATE INDEX deployments_by_group ON deployments (account_id, deployment_group_id, create_time, deployment_id);
  `,
  // What the history is filtered by, before the body: a row that does not match is left without reading its body.
  `
  CREATE TABLE deployments_with_facets (
    deployment_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    application_name TEXT NOT NULL,
    deployment_group_name TEXT NOT NULL,
    deployment_group_id TEXT NOT NULL,
    status TEXT NOT NULL,
    create_time TEXT NOT NULL,
    deployment_type TEXT NOT NULL,
    creator TEXT NOT NULL,
    revision_name TEXT NOT NULL,
    words TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  INSERT INTO deployments_with_facets
    SELECT deployment_id, account_id, application_name, deployment_group_name, deployment_group_id, status, create_time,
      json_extract(body, '$.deploymentStyle.deploymentType'), json_extract(body, '$.creator'),
      json_extract(body, '$.revisionName'),
      in_small_letters(deployment_id || ' ' || json_extract(body, '$.revisionName') || ' ' || coalesce(json_extract(body, '$.description'), '')),
      body
    FROM deployments ORDER BY rowid;
  DROP TABLE deployments;
  ALTER TABLE deployments_with_facets RENAME TO deployments;
  CREATE INDEX deployments_by_account ON deployments (account_id, create_time, deployment_id);
  CREATE INDEX deployments_by_application ON deployments (account_id, application_name, create_time, deployment_id);
  CREATE INDEX deployments_by_group ON deployments (account_id, deployment_group_id, create_time, deployment_id);
  CREATE INDEX deployments_running ON deployments (create_time, deployment_id)
    WHERE status NOT IN ('Succeeded', 'Failed', 'Stopped');
  `,
  // The facts about whole deployments, in the order in which they were kept: what everybody follows. `fact` as `activityFact` has
  // it: of a creation without its fleet.
  `
  CREATE TABLE activity (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    aggregate TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    fact TEXT NOT NULL
  ) STRICT;
  INSERT INTO activity (aggregate, number, kind, actor_name, fact)
    SELECT aggregate, number,
      CASE json_extract(body, '$.type')
        WHEN 'DeploymentCreated' THEN 'created'
        WHEN 'ReadyWaitBegan' THEN 'waiting'
        WHEN 'TerminationWaitBegan' THEN 'waiting'
        WHEN 'ReadyWaitEnded' THEN 'traffic'
        WHEN 'TrafficMoved' THEN 'traffic'
        WHEN 'SchedulingEnded' THEN 'troubled'
        WHEN 'DeploymentEnded' THEN 'ended'
        WHEN 'RolledBack' THEN 'rolledBack'
        ELSE 'asked'
      END,
      coalesce(json_extract(body, '$.by'), json_extract(body, '$.approval.by'), json_extract(body, '$.spec.startedBy'), ''),
      CASE json_extract(body, '$.type')
        WHEN 'DeploymentCreated' THEN json_object('type', 'DeploymentCreated', 'at', json_extract(body, '$.at'),
          'startedBy', json_extract(body, '$.spec.startedBy'), 'revisionName', json_extract(body, '$.spec.revision.name'),
          'hosts', json_array_length(body, '$.spec.targets'))
        ELSE body
      END
    FROM events
    WHERE aggregate LIKE 'deployment:%' AND json_extract(body, '$.type') IN ('DeploymentCreated', 'StopRequested',
      'DeploymentHeld', 'DeploymentContinued', 'Approved', 'ReadyWaitBegan', 'ReadyWaitEnded', 'TrafficMoved',
      'TerminationWaitBegan', 'TerminationWaitEnded', 'SchedulingEnded', 'DeploymentEnded', 'RolledBack')
    ORDER BY seq, aggregate, number;
  `,
  // How the hosts of a group stand. Nothing is known of hosts before the next deployment to them.
  `
  CREATE TABLE host_standings (
    deployment_group_id TEXT NOT NULL,
    instance_name TEXT NOT NULL,
    instance_health TEXT NOT NULL,
    revision_health TEXT NOT NULL,
    revision_name TEXT,
    PRIMARY KEY (deployment_group_id, instance_name)
  ) STRICT, WITHOUT ROWID;
  `,
  // What runs in a group is its last success for all hosts: found at once, whatever number of small deployments came since.
  `
  CREATE INDEX deployments_whole_successes ON deployments (account_id, deployment_group_id, create_time, deployment_id)
  WHERE status = 'Succeeded' AND (
    coalesce(json_extract(body, '$.narrowed.leftOut'), 0) = 0
    OR (json_extract(body, '$.narrowed.othersRunIt') = 1 AND json_extract(body, '$.deploymentOverview.Failed') = 0));
  `,
]

/** Each migration is one transaction with its number. A database from a newer version is left alone. */
export function migrate(database: Database): void {
  const done = Number(database.pragma('user_version', { simple: true }))
  if (done > migrations.length) {
    throw new Error(`the database was written by a newer version (schema ${done}, this one knows ${migrations.length})`)
  }
  // SQLite's own `lower` knows ASCII only, and the history is searched in small letters of all alphabets.
  database.function('in_small_letters', { deterministic: true }, (text) => String(text).toLowerCase())
  migrations.slice(done).forEach((sql, at) => {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${done + at + 1}`)
    })()
  })
}
