declare module 'swagger-ui-dist/absolute-path' {
  /** @returns the folder that holds the distributed files */
  export default function absolutePath(): string;
}

declare module 'class-transformer/cjs/storage.js' {
  /** The library exports it only here; class-validator-jsonschema needs it to follow nested types. */
  export const defaultMetadataStorage: NonNullable<
    import('class-validator-jsonschema').IOptions['classTransformerMetadataStorage']
  >;
}
