import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Replaced by one space, because the validator takes quadratic time for white space inside a tag: 109 s for 200 kB. */
const LONG_SPACE = /\s{50,}/g;

/**
 * Parses XML: elements become fields, attributes fields with the prefix `@`. Returns `undefined` if the text is
 * invalid or exceeds the parser's limits for nested elements and entities. Import on first use: the parser has
 * 36 kB.
 */
export function parseXml(text: string): unknown {
  const short = text.replace(LONG_SPACE, ' ');
  if (XMLValidator.validate(short) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    // Titles such as "1984" remain texts.
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: true,
  });
  try {
    return parser.parse(short) as unknown;
  } catch {
    return undefined;
  }
}
