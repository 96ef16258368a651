import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from compiling WebAssembly a second time, optimized. For all of Postgres that gained no measurable speed and
 * cost 80 MB for good, 400 MB for the seconds of a warm start, and a third of that start's processor time. To be called
 * before PGlite is opened. Set at run time, a flag does not bring along those that it implies, so all are named.
 */
export function compileWasmOnce(): void {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--liftoff-only'])
    setFlagsFromString(flag);
}
