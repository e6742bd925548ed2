import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * Parses XML: elements become fields, attributes fields with the prefix `@`. Returns `undefined` if the text
 * is invalid, for example cut off. Loaded on first use, because the parser has 36 kB.
 */
export function parseXml(text: string): unknown {
  if (XMLValidator.validate(text) !== true) return undefined;
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    // Titles such as "1984" remain texts.
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: true,
  }).parse(text) as unknown;
}
