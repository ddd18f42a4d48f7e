/** The settings, for whoever asks a command for help. Plain JavaScript: `npm start` says it before anything is built. */
export const settingsHelp = `  SLUICE_HOST, SLUICE_PORT            where it listens (127.0.0.1, 4600)
  SLUICE_DATA                         everything it keeps (./data)
  SLUICE_FLEET                        how many local hosts (6; 0 for none)
  SLUICE_DEMO                         1: sample application on an empty database (default); 0: without
  SLUICE_ADMIN_EMAIL, SLUICE_ADMIN_PASSWORD
                                      the first administrator (without: a one-time link is printed)
  SLUICE_API_TOKEN                    a bearer token with administrator rights, for scripts
  SLUICE_PUBLIC_URL                   the https address people use behind a trusted proxy
  SLUICE_TLS_CERT, SLUICE_TLS_KEY     serve https (off loopback: these or SLUICE_PUBLIC_URL)
  SLUICE_REGION                       the region in ARNs (us-east-1)
  SLUICE_START_LIMIT_SECONDS          how long a host may take to start an event (300)
  SLUICE_EVENT_LIMIT_SECONDS          how long an event may run (3600)
  SLUICE_MAX_ARTIFACT_MB              largest upload (2048)
  SLUICE_LOG_DAYS                     days a log is kept after its last line (14)`
