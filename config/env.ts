/**
 * The only file that reads `process.env`. It turns text into typed values and collects every complaint,
 * so that one start tells all that is wrong. What the values mean together is decided in `config.ts`.
 */
export type Environment = Record<string, string | undefined>;

export const processEnvironment = (): Environment => process.env;

/** Stops the start: one line that names the variables and says what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export class EnvReader {
  private readonly complaints: string[] = [];

  constructor(private readonly env: Environment) {}

  has(name: string): boolean {
    return this.optional(name) !== undefined;
  }

  optional(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  text(name: string, fallback: string): string {
    return this.optional(name) ?? fallback;
  }

  /** Present or complained about. `why` ends the sentence "NAME is required …". */
  required(name: string, why: string): string {
    const value = this.optional(name);
    if (value === undefined) this.complain(`${name} is required ${why}`);
    return value ?? '';
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const raw = this.optional(name);
    if (raw === undefined) return fallback;
    const value = Number(raw);
    if (!/^-?\d+$/.test(raw) || value < min || value > max) {
      this.complain(`${name} must be a whole number from ${min} to ${max}, not "${raw}"`);
      return fallback;
    }
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const raw = this.optional(name);
    if (raw === undefined) return fallback;
    const match = allowed.find((value) => value === raw);
    if (!match) this.complain(`${name} must be one of ${allowed.join(', ')}, not "${raw}"`);
    return match ?? fallback;
  }

  url(name: string, fallback: string, protocols: readonly string[]): URL {
    const raw = this.text(name, fallback);
    try {
      const url = new URL(raw);
      if (protocols.includes(url.protocol)) return url;
    } catch {
      // falls through to the complaint; the value itself may hold a password and is not repeated
    }
    this.complain(`${name} must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    return new URL(fallback);
  }

  complain(sentence: string): void {
    this.complaints.push(sentence);
  }

  /** @throws ConfigError naming every variable that was complained about */
  settle(): void {
    if (this.complaints.length > 0) throw new ConfigError(`configuration: ${this.complaints.join('; ')}`);
  }
}
