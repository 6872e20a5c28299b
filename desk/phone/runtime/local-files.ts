/** Files of the package and those made while it runs (`wxfile://…`). */
export class LocalFiles {
  private readonly made = new Map<string, { file: Blob; url?: string }>();

  constructor(
    private readonly packaged: Record<string, string>,
    private readonly requestBase: string,
  ) {}

  /** Keeps a file for as long as the phone runs and names it. */
  add(file: Blob, name = ''): string {
    const ending = /\.\w+$/.exec(name)?.[0] ?? `.${file.type.split('/')[1] ?? 'bin'}`;
    const path = `wxfile://tmp_${this.made.size + 1}${ending}`;
    this.made.set(path, { file });
    return path;
  }

  write(path: string, file: Blob): void {
    this.made.set(path, { file });
  }

  get(path: string): Blob | undefined {
    return this.made.get(path)?.file;
  }

  remove(path: string): void {
    this.made.delete(path);
  }

  /** @param from the page or component whose template names the file; relative paths count from it */
  url(path: string, from: string): string {
    if (!path || /^(https?:|data:|blob:|\/\/)/.test(path)) return path ?? '';
    const made = this.made.get(path);
    if (made) {
      made.url ??= URL.createObjectURL?.(made.file) ?? path;
      return made.url;
    }
    const absolute = decodeURI(new URL(path, `http://phone/${from}`).pathname);
    // What is not in the package can only be on the server, when the page works with relative addresses.
    return this.packaged[absolute] ?? new URL(path, this.requestBase || document.baseURI).href;
  }
}
