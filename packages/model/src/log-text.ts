/** What a script prints as a person reads it: without the codes that colour it or move a terminal's cursor. */

/** Linear: no part of it can begin at two places of one code. */
export const terminalCodes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g

export const withoutTerminalCodes = (text: string): string =>
  text.includes('\u001b') ? text.replace(terminalCodes, '') : text
