import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * White space between two words that is replaced by one space: the validator takes time in proportion to the square of
 * its length inside a tag. Measured: 109 seconds for 200 kB.
 */
const LONG_SPACE = /\s{50,}/g;

/**
 * Parses XML: elements become fields, attributes fields with the prefix `@`. Shortens long white space. Returns
 * `undefined` if the text is invalid, for example cut off, or exceeds the parser's limits for nested elements and
 * entities. Loaded on first use, because the parser has 36 kB.
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
