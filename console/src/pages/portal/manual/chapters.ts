/** The chapters of docs/manual, made into HTML when the site is built. */
const files = import.meta.glob<string>('../../../../../docs/manual/*.md', { import: 'default' });

const nameOf = (path: string): string => path.replace(/^.*\/(.+)\.md$/, '$1');

const chapters = new Map(Object.entries(files).map(([path, read]) => [nameOf(path), read]));

/** @returns the chapter as HTML of our own, undefined when there is none; `README` is the index */
export const readChapter = async (name: string): Promise<string | undefined> => chapters.get(name)?.();
