declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface HeifError {
    readonly code: unknown;
  }
  interface HeifChannel {
    readonly width: number;
    readonly height: number;
    readonly stride: number;
    /** A window on the engine's memory. */
    readonly data: Uint8Array;
  }
  interface HeifImage {
    readonly channels: readonly HeifChannel[];
  }
  interface Libheif {
    readonly heif_error_code: Readonly<Record<string, unknown>>;
    readonly heif_colorspace: Readonly<Record<string, unknown>>;
    readonly heif_chroma: Readonly<Record<string, unknown>>;
    heif_context_alloc(): object;
    heif_context_read_from_memory(context: object, bytes: Uint8Array): HeifError;
    heif_js_context_get_list_of_top_level_image_IDs(context: object): readonly number[] | HeifError;
    heif_js_context_get_image_handle(context: object, id: number): object;
    heif_image_handle_get_width(handle: object): number;
    heif_image_handle_get_height(handle: object): number;
    heif_js_decode_image2(handle: object, colorspace: unknown, chroma: unknown): HeifImage | HeifError;
  }
  export default function open(options: { readonly wasmBinary: Uint8Array }): Libheif;
}
