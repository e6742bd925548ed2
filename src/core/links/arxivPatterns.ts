// Sources for regular expressions. Every other pattern with an arXiv id is built from these.

/** Id since April 2007, in any month: `2109.00859`. */
const NEW_ID = String.raw`\d{4}\.\d{4,5}`;
/** Archive of an old id, with an optional subject class: `cs`, `math.GT`. */
const ARCHIVE = String.raw`[a-z]{2,12}(?:-[a-z]{2,12})?(?:\.[a-z]{2})?`;
/** Id from before April 2007: `cs/0112017`, `math.GT/0309136`. */
export const OLD_ID = String.raw`${ARCHIVE}\/\d{7}`;
export const ARXIV_ID = `${NEW_ID}|${OLD_ID}`;
/** A new id from the dot on, or an old one from the slash on. */
export const PARTIAL_ID = String.raw`\d{4}\.\d{0,5}|${ARCHIVE}\/\d{1,7}`;
/** New id with a possible month: four digits until December 2014, then five (info.arxiv.org). */
export const DATED_ID = String.raw`(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})`;
/** Without the archive. Cheap to search for. */
export const ID_DIGITS = String.raw`\d{4}\.\d{4,5}|\/\d{7}`;
export const VERSION = String.raw`(?:v\d{1,3})?`;

/** Scheme and `www.` of a web URL, both optional. */
export const SCHEME = String.raw`(?:https?:\/\/)?(?:www\.)?`;
const ARXIV_PAGE = String.raw`(?:(?:export|browse)\.)?arxiv\.org\/(?:abs|pdf|html|ps|format|src|e-print)\/`;
const AR5IV_PAGE = String.raw`ar5iv(?:\.labs\.arxiv)?\.org\/(?:abs|html)\/`;
const HUGGING_FACE_PAGE = String.raw`(?:huggingface\.co|hf\.co)\/papers\/`;
const ALPHAXIV_PAGE = String.raw`alphaxiv\.org\/(?:[a-z]{2}\/)?(?:abs|overview|pdf|html|forum|resources|review)\/`;
/** URL of a page about one paper, up to the id. */
export const PAPER_PAGE = `(?:${ARXIV_PAGE}|${AR5IV_PAGE}|${HUGGING_FACE_PAGE}|${ALPHAXIV_PAGE})`;
/** DOI that arXiv registers for each paper, up to the id. */
export const ARXIV_DOI = String.raw`10\.48550\/arxiv\.`;
export const DOI_RESOLVER = String.raw`(?:https?:\/\/)?(?:dx\.)?doi\.org\/`;
