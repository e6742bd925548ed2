/** Most specific first. Source: the texts of the SPDX list. */
const PHRASES: readonly (readonly [id: string, phrase: RegExp])[] = [
  ['AGPL-3.0', /GNU AFFERO GENERAL PUBLIC LICENSE/i],
  ['LGPL-3.0', /GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/i],
  ['LGPL-2.1', /GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1/i],
  ['GPL-3.0', /GNU GENERAL PUBLIC LICENSE\s+Version 3/i],
  ['GPL-2.0', /GNU GENERAL PUBLIC LICENSE\s+Version 2/i],
  ['MPL-2.0', /Mozilla Public License[,]? Version 2\.0/i],
  ['Apache-2.0', /Apache License\s+Version 2\.0/i],
  ['CC-BY-NC-SA-4.0', /Attribution-NonCommercial-ShareAlike 4\.0/i],
  ['CC-BY-NC-ND-4.0', /Attribution-NonCommercial-NoDerivatives 4\.0/i],
  ['CC-BY-NC-4.0', /Attribution-NonCommercial 4\.0/i],
  ['CC-BY-SA-4.0', /Attribution-ShareAlike 4\.0/i],
  ['CC-BY-4.0', /(?:Creative Commons )?Attribution 4\.0/i],
  ['CC0-1.0', /CC0 1\.0 Universal/i],
  ['Unlicense', /released into the public domain/i],
  ['BSD-3-Clause', /Redistribution and use in source and binary forms[^]{0,1200}Neither the name/i],
  ['BSD-2-Clause', /Redistribution and use in source and binary forms/i],
  ['ISC', /Permission to use, copy, modify, and(?:\/or)? distribute this software/i],
  ['MIT', /Permission is hereby granted, free of charge, to any person obtaining a copy/i],
];

const MAX_TEXT = 6_000;

const LICENCE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[.-][A-Za-z0-9.-]{1,20})?$/i;

/** Matches the licence of a whole repository. */
export function isLicenceFile(path: string): boolean {
  return LICENCE_FILE.test(path);
}

/** Returns an SPDX id; `undefined` for an unknown licence. */
export function licenceOf(text: string): string | undefined {
  const start = text.slice(0, MAX_TEXT).replace(/[ \t\r\n*#]+/g, ' ');
  return PHRASES.find(([, phrase]) => phrase.test(start))?.[0];
}
