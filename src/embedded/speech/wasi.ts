import { type WasmModule, wasm } from './wasm.ts';

/**
 * The thirteen calls of WASI preview 1 that flite makes, with files kept in memory. `node:wasi` would do too, but it
 * prints a warning at every start and wants a real directory for each sentence that is spoken.
 */

interface OpenFile {
  name: string;
  bytes: Uint8Array;
  length: number;
  position: number;
}

const success = 0;
const badDescriptor = 8;
const directoryDescriptor = 3;
const directoryName = new TextEncoder().encode('.');

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/**
 * Runs a WASI program to its end.
 * @returns the files that it wrote, by name.
 * @throws Error when it ends with another code than 0.
 */
export async function runWasi(module: WasmModule, args: string[]): Promise<Map<string, Uint8Array>> {
  const program = new Program(args);
  const instance = await wasm.instantiate(module, { wasi_snapshot_preview1: program.calls() });
  program.memory = instance.exports.memory as { buffer: ArrayBuffer };
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    if (error.code !== 0) throw new Error(`${args[0]} ended with code ${error.code}.`);
  }
  return new Map(program.files.map((file) => [file.name, file.bytes.subarray(0, file.length)]));
}

class Program {
  memory!: { buffer: ArrayBuffer };
  readonly files: OpenFile[] = [];
  readonly #args: Uint8Array[];

  constructor(args: string[]) {
    const encoder = new TextEncoder();
    this.#args = args.map((text) => encoder.encode(`${text}\0`));
  }

  calls(): Record<string, (...args: never[]) => number> {
    return {
      args_sizes_get: (count: number, size: number) => this.#argSizes(count, size),
      args_get: (pointers: number, buffer: number) => this.#argValues(pointers, buffer),
      clock_time_get: (_id: number, _precision: bigint, at: number) => {
        this.#view().setBigUint64(at, process.hrtime.bigint(), true);
        return success;
      },
      fd_close: () => success,
      fd_fdstat_get: (fd: number, at: number) => this.#describe(fd, at),
      fd_fdstat_set_flags: () => success,
      fd_prestat_get: (fd: number, at: number) => {
        if (fd !== directoryDescriptor) return badDescriptor;
        this.#view().setUint8(at, 0);
        this.#view().setUint32(at + 4, directoryName.length, true);
        return success;
      },
      fd_prestat_dir_name: (_fd: number, at: number) => {
        this.#bytes().set(directoryName, at);
        return success;
      },
      fd_read: (_fd: number, _vectors: number, _count: number, at: number) => {
        this.#view().setUint32(at, 0, true);
        return success;
      },
      fd_seek: (fd: number, offset: bigint, whence: number, at: number) => this.#seek(fd, offset, whence, at),
      fd_write: (fd: number, vectors: number, count: number, at: number) =>
        this.#write(fd, vectors, count, at),
      path_open: (
        _fd: number,
        _lookup: number,
        path: number,
        length: number,
        _flags: number,
        _rights: bigint,
        _inherited: bigint,
        _status: number,
        at: number,
      ) => this.#open(path, length, at),
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    };
  }

  #argSizes(count: number, size: number): number {
    this.#view().setUint32(count, this.#args.length, true);
    this.#view().setUint32(
      size,
      this.#args.reduce((sum, arg) => sum + arg.length, 0),
      true,
    );
    return success;
  }

  #argValues(pointers: number, buffer: number): number {
    let at = buffer;
    this.#args.forEach((arg, index) => {
      this.#view().setUint32(pointers + index * 4, at, true);
      this.#bytes().set(arg, at);
      at += arg.length;
    });
    return success;
  }

  /** File type 2 is a character device, 3 a directory, 4 a regular file; all rights are granted. */
  #describe(fd: number, at: number): number {
    const type = fd < directoryDescriptor ? 2 : fd === directoryDescriptor ? 3 : 4;
    const view = this.#view();
    view.setUint8(at, type);
    view.setUint16(at + 2, 0, true);
    view.setBigUint64(at + 8, 0xffffffffffffffffn, true);
    view.setBigUint64(at + 16, 0xffffffffffffffffn, true);
    return success;
  }

  #open(path: number, length: number, at: number): number {
    const name = new TextDecoder().decode(this.#bytes().slice(path, path + length));
    this.files.push({ name, bytes: new Uint8Array(1 << 17), length: 0, position: 0 });
    this.#view().setUint32(at, directoryDescriptor + this.files.length, true);
    return success;
  }

  /** Flite goes back to the header once it knows how long the speech became. */
  #seek(fd: number, offset: bigint, whence: number, at: number): number {
    const file = this.#file(fd);
    if (!file) return badDescriptor;
    const base = whence === 0 ? 0 : whence === 1 ? file.position : file.length;
    file.position = base + Number(offset);
    this.#view().setBigUint64(at, BigInt(file.position), true);
    return success;
  }

  #write(fd: number, vectors: number, count: number, at: number): number {
    let written = 0;
    for (let index = 0; index < count; index++) {
      const start = this.#view().getUint32(vectors + index * 8, true);
      const size = this.#view().getUint32(vectors + index * 8 + 4, true);
      this.#append(fd, this.#bytes().subarray(start, start + size));
      written += size;
    }
    this.#view().setUint32(at, written, true);
    return success;
  }

  /** What the program prints (descriptors 1 and 2) is dropped. */
  #append(fd: number, bytes: Uint8Array): void {
    const file = this.#file(fd);
    if (!file) return;
    const end = file.position + bytes.length;
    if (end > file.bytes.length) {
      const larger = new Uint8Array(Math.max(end, file.bytes.length * 2));
      larger.set(file.bytes);
      file.bytes = larger;
    }
    file.bytes.set(bytes, file.position);
    file.position = end;
    file.length = Math.max(file.length, end);
  }

  #file(fd: number): OpenFile | undefined {
    return this.files[fd - directoryDescriptor - 1];
  }

  #view(): DataView {
    return new DataView(this.memory.buffer);
  }

  #bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }
}
