/** Types of the parts of citation-js that the tests use; the package has no types. */
declare module '@citation-js/core' {
  export interface CslName {
    readonly family?: string;
    readonly given?: string;
    readonly suffix?: string;
    readonly 'non-dropping-particle'?: string;
    readonly literal?: string;
  }
  export interface CslItem {
    readonly id: string;
    readonly type: string;
    readonly title?: string;
    readonly author?: readonly CslName[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
    readonly URL?: string;
    readonly abstract?: string;
    readonly keyword?: string;
    readonly DOI?: string;
  }
  export class Cite {
    constructor(text: string | readonly object[]);
    readonly data: readonly CslItem[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
