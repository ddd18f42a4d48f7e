/** All rules over the text of a server AppSpec, in the order of the guide. V1, V2 and S4 are the reader's, V29 and V31 the file list's. */
import type { Rule } from '../rule.ts'
import { unknownKeys } from './s1-unknown-keys.ts'
import { kinds } from './s2-kinds.ts'
import { blanks } from './s3-blanks.ts'
import { controlCharacters } from './s5-control-characters.ts'
import { userNames } from './s6-user-names.ts'
import { version } from './v3-version.ts'
import { operatingSystem } from './v4-os.ts'
import { destinationGiven, sourceGiven } from './v5-v6-file-items.ts'
import { destinationQualified } from './v7-destination.ts'
import { sourceExists } from './v8-source-exists.ts'
import { fileExistsBehavior } from './v9-file-exists-behavior.ts'
import { doubleDestination } from './v10-double-destination.ts'
import { fileIsFolder } from './v11-file-is-folder.ts'
import { knownEvents, scriptableEvents } from './v12-v18-events.ts'
import { locationGiven } from './v13-location.ts'
import { scriptExists } from './v14-script-exists.ts'
import { timeoutIsSeconds } from './v15-timeout.ts'
import { timeoutSum } from './v16-timeout-sum.ts'
import { runasOnLinux } from './v17-runas.ts'
import { objectGiven, permissionsOnLinux } from './v19-v20-permissions.ts'
import { modeIsOctal } from './v21-mode.ts'
import { typeIsKnown } from './v22-type.ts'
import { wholeFile } from './v23-whole-file.ts'
import { aclsCanBeRead, defaultsOnFolders } from './v24-v25-acls.ts'
import { permissionsOnce } from './v26-permissions-once.ts'
import { contextHasType } from './v27-context.ts'
import { rangeIsGood } from './v28-range.ts'
import { printable } from './v30-line-ends.ts'
import { longPaths } from './v32-long-paths.ts'

export const rules: readonly Rule[] = [
  version,
  operatingSystem,
  sourceGiven,
  destinationGiven,
  destinationQualified,
  sourceExists,
  fileExistsBehavior,
  doubleDestination,
  fileIsFolder,
  knownEvents,
  locationGiven,
  scriptExists,
  timeoutIsSeconds,
  timeoutSum,
  runasOnLinux,
  scriptableEvents,
  permissionsOnLinux,
  objectGiven,
  modeIsOctal,
  typeIsKnown,
  wholeFile,
  aclsCanBeRead,
  defaultsOnFolders,
  permissionsOnce,
  contextHasType,
  rangeIsGood,
  printable,
  longPaths,
  unknownKeys,
  kinds,
  blanks,
  controlCharacters,
  userNames,
]
