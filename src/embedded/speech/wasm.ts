/**
 * The part of the WebAssembly API that is used here. TypeScript describes it in the browser's library only, which
 * would bring a thousand globals that Node does not have.
 */

export type WasmModule = { readonly __brand: 'WasmModule' };

interface WasmApi {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(
    module: WasmModule,
    imports: Record<string, Record<string, (...args: never[]) => unknown>>,
  ): Promise<{ exports: Record<string, unknown> }>;
}

export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
